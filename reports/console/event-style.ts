import type { Event } from './events.ts';
import type { Colors } from './style.ts';

/** Also marked by a sign, for readers without colours. */
export const racingMark = '►';

/** Colours a line of an event. */
export function paintEvent(kind: Event['kind'], line: string, colors: Colors): string {
  if (kind === 'racing') return colors.bold(colors.red(line));
  if (kind === 'switch') return colors.yellow(line);
  return kind === 'folded' ? colors.dim(line) : line;
}

/** The number of an event's first step, with the mark of a racing one: `► 14`. */
export function stepNumber({ kind, number }: Event, width: number, colors: Colors): string {
  const digits = String(number ?? '').padStart(width - 2);
  return kind === 'racing' ? colors.bold(colors.red(`${racingMark} ${digits}`)) : colors.dim(`  ${digits}`);
}

/** Columns that {@link stepNumber} takes. */
export function numberWidth(events: readonly Event[]): number {
  return 2 + Math.max(1, ...events.map(({ number }) => String(number ?? '').length));
}
