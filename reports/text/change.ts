import type { Change, ChangeKind, Comparison } from '../../results/upgrade.ts';
import { formatCount } from '../../results/words/count.ts';

/** All kinds, the most important first. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  'broken',
  'inconclusive',
  'fixed',
  'still-failing',
  'still-surviving',
];

/** `still failing` */
export function kindInWords(kind: ChangeKind): string {
  return kind.replace('-', ' ');
}

/** The changes, the most important first. */
export function byWeight(changes: readonly Change[]): Change[] {
  return CHANGE_KINDS.flatMap((kind) => changes.filter((change) => change.kind === kind));
}

/** `1 broken, 4 fixed, 2 still surviving` */
export function tallyOfChanges(comparisons: readonly Comparison[]): string {
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const counts = CHANGE_KINDS.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${formatCount(count)} ${kindInWords(kind)}`];
  });
  return counts.join(', ') || 'nothing was compared';
}
