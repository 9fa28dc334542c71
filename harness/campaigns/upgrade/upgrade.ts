import { hasFinding } from '../../../results/same-finding.ts';
import type { Change, Comparison } from '../../../results/upgrade.ts';
import { ReleaseError } from '../../amplify/releases/errors.ts';
import type { Judge, Judgement, Question } from '../../checking/verdicts/judge.ts';
import { type Cell, type JudgeAllOptions, judgeAll } from '../../checking/verdicts/judge-all.ts';
import { showsAgain } from '../../checking/verdicts/shows-again.ts';
import { compare, type Side } from './compare.ts';

/**
 * Compares each old release with each new one in each scenario. Leaves out comparisons in which the user interrupted a
 * check.
 * @throws {ReleaseError} if a release is not available
 */
export async function judgeUpgrade(
  judge: Judge,
  questions: readonly Question[],
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
  options: JudgeAllOptions,
): Promise<Comparison[]> {
  const releases = [...new Set([...from, ...to])];
  const rows = await judgeAll(judge, questions, releases, options);
  const rowOf = (release: string): Cell[] => rows[releases.indexOf(release)] ?? [];
  const comparisons: Comparison[] = [];
  for (const older of from) {
    for (const newer of to) {
      if (older === newer) continue;
      comparisons.push(await compareRows(older, newer, rowOf(older), rowOf(newer)));
    }
  }
  return comparisons;
}

async function compareRows(
  from: string,
  to: string,
  older: readonly Cell[],
  newer: readonly Cell[],
): Promise<Comparison> {
  const changes: Change[] = [];
  const labels = { from, to };
  for (const [column, cell] of older.entries()) {
    const [before, after] = [judged(from, cell), judged(to, newer[column])];
    if (!before || !after) continue;
    labels.from = before.result.amplify;
    labels.to = after.result.amplify;
    changes.push(...compare(await sideOf(before, after), await sideOf(after, before)));
  }
  return { ...labels, changes };
}

function judged(release: string, cell: Cell): Judgement | undefined {
  if (cell && 'unavailable' in cell) {
    throw new ReleaseError(`${release} cannot be judged`, cell.unavailable);
  }
  return cell;
}

/** Follows the other release's traces for findings that the search did not find: a rare finding must not count as new. */
async function sideOf({ result, subject }: Judgement, other: Judgement): Promise<Side> {
  const alsoShows = new Set<string>();
  for (const { signature } of other.result.findings) {
    const trace = other.traces[signature];
    if (trace && !hasFinding(result, signature) && (await showsAgain(subject, trace)))
      alsoShows.add(signature);
  }
  return { result, alsoShows };
}
