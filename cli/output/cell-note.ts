import type { Question } from '../../harness/checking/verdicts/judge.ts';
import type { Cell } from '../../harness/checking/verdicts/judge-all.ts';
import type { Console } from '../console.ts';

/** Prints a note as each check ends: `12 of 40: concurrent-refresh on 6.6.6: fails`. Cached verdicts get none. */
export function noteCell(console: Console, all: number) {
  let done = 0;
  return ({ scenario }: Question, release: string, cell: NonNullable<Cell>): void => {
    done += 1;
    if ('unavailable' in cell) console.note(`${done} of ${all}: ${cell.unavailable}`);
    else if (!cell.known)
      console.note(`${done} of ${all}: ${scenario.name} on ${release}: ${cell.result.verdict}`);
  };
}
