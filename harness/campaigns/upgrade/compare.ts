import { isOpen } from '../../../results/is-open.ts';
import { hasFinding } from '../../../results/same-finding.ts';
import type { Finding, Result } from '../../../results/types.ts';
import type { Change, ChangeKind } from '../../../results/upgrade.ts';
import { severityRank } from '../../simulation/invariants/index.ts';

/** What one release showed in a scenario. */
export interface Side {
  readonly result: Result;
  /**
   * Signatures of findings that the search did not find here, but that occur here, too, in the order in which the other
   * release shows them.
   */
  readonly alsoShows: ReadonlySet<string>;
}

/** What changes in a scenario from one release to another. */
export function compare(before: Side, after: Side): Change[] {
  const both = { before: before.result, after: after.result };
  const { scenario, options } = after.result;
  const change = (kind: ChangeKind, finding?: Finding): Change => ({
    kind,
    scenario,
    options,
    ...both,
    ...(finding && { finding }),
  });
  const changes = [
    ...after.result.findings.map((finding) => change(kindOf(finding, before, 'broken'), finding)),
    ...before.result.findings
      .filter(
        (finding) => !hasFinding(after.result, finding.signature) && !showsOtherwise(after.result, finding),
      )
      .map((finding) => change(kindOf(finding, after, 'fixed'), finding)),
  ];
  if (changes.length > 0) return changes;
  const isClear = before.result.verdict === 'survives' && after.result.verdict === 'survives';
  return [change(isClear ? 'still-surviving' : 'inconclusive')];
}

/** @param other the release that may lack it */
function kindOf(finding: Finding, { result, alsoShows }: Side, ifLacking: 'broken' | 'fixed'): ChangeKind {
  const { signature } = finding;
  if (hasFinding(result, signature) || alsoShows.has(signature)) return 'still-failing';
  if (showsOtherwise(result, finding)) return 'still-failing';
  if (isOpen(result)) return 'inconclusive';
  if (result.failing < result.executions) return ifLacking;
  // A check investigates the first breach of each execution. If all executions fail, others may be hidden. And what
  // worked in no order before is not broken now.
  return ifLacking === 'broken' ? 'still-failing' : 'inconclusive';
}

/** Whether the root cause of a finding shows in another way of the same severity, such as by another missing entry. */
function showsOtherwise({ findings }: Result, finding: Finding): boolean {
  return findings.some(
    ({ cause, invariant }) => cause === finding.cause && severityRank({ invariant }) <= severityRank(finding),
  );
}
