import type { Finding, Race, SourcePosition } from '../../results/types.ts';
import { folderOf, shortPosition } from '../text/position.ts';
import { lengthOf, wrap, wrapIndented } from '../text/wrap.ts';
import { racingMark } from './event-style.ts';
import { stepNumbers } from './events.ts';
import type { Style } from './style.ts';

/** The race in a sentence, then what each side did and where in the sources. */
export function raceLines(
  race: Race,
  finding: Pick<Finding, 'interleaving'>,
  { width, colors }: Style,
): string[] {
  const numbers = stepNumbers(finding.interleaving);
  const positions = race.steps.flatMap(({ at }) => at);
  const column = Math.max(0, ...positions.map((position) => lengthOf(shortPosition(position))));
  const lines = wrap(race.sentence, width);
  for (const { id, actor, what, at } of race.steps) {
    const heading = `${racingMark} step ${numbers.get(id) ?? id}, ${actor}: ${what}`;
    lines.push('', ...wrap(heading, width).map(colors.bold));
    lines.push(...at.flatMap((position) => wrapIndented(positionLine(position, column), width, '    ')));
  }
  const folders = [...new Set(positions.map(folderOf))].join(', ');
  if (folders !== '') lines.push('', ...wrap(`sources in ${folders}`, width).map(colors.dim));
  return lines;
}

function positionLine(position: SourcePosition, column: number): string {
  return `${shortPosition(position).padEnd(column)}  ${position.function ?? ''}`.trimEnd();
}
