import { wrap } from '../text/wrap.ts';
import { numberWidth, paintEvent, stepNumber } from './event-style.ts';
import type { Event } from './events.ts';
import type { Style } from './style.ts';

/** The events as a list, with the name of their actor after each context switch. */
export function interleavingList(events: readonly Event[], { width, colors }: Style): string {
  const numbers = numberWidth(events);
  const indent = ' '.repeat(numbers + 2);
  const lines: string[] = [];
  for (const [index, event] of events.entries()) {
    if (event.kind === 'switch') {
      lines.push(...wrap(event.text, width).map((line) => paintEvent('switch', line, colors)));
      continue;
    }
    if (index === 0) lines.push(...wrap(event.actor, width).map(colors.bold));
    const text = event.at ? `${event.text} at ${event.at}` : event.text;
    const [first = '', ...others] = wrap(text, Math.max(1, width - indent.length), '  ').map((line) =>
      paintEvent(event.kind, line, colors),
    );
    lines.push(`${stepNumber(event, numbers, colors)}  ${first}`, ...others.map((line) => indent + line));
  }
  return lines.join('\n');
}
