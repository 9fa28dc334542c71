import type { Question } from '../../harness/checking/verdicts/judge.ts';
import type { Cell } from '../../harness/checking/verdicts/judge-all.ts';
import type { Console } from '../console.ts';

/** Notes each check of many as it ends: `12 of 40: concurrent-refresh on 6.6.6: fails`. What was known is not noted. */
export function noteCell(console: Console, all: number) {
  let done = 0;
  return ({ scenario }: Question, release: string, cell: NonNullable<Cell>): void => {
    done += 1;
    if ('unavailable' in cell) console.note(`${done} of ${all}: ${cell.unavailable}`);
    else if (!cell.known)
      console.note(`${done} of ${all}: ${scenario.name} on ${release}: ${cell.result.verdict}`);
  };
}
