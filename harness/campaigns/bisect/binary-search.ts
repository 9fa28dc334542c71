/** What is known of a release: as at the lower end, as at the upper end, or that it cannot be told. */
export type Mark = 'as-from' | 'as-to' | 'unknown';

export type Search =
  /** The release to judge next, by index. */
  | { readonly kind: 'probe'; readonly index: number }
  /** The change is between these two; those in between cannot be judged. */
  | { readonly kind: 'found'; readonly last: number; readonly first: number }
  /** A release like the upper end comes before one like the lower end: there is more than one change. */
  | { readonly kind: 'not-one-change'; readonly last: number; readonly first: number };

/**
 * The next step of a binary search for the release, of those numbered from 0, with which something changed.
 * A release that cannot be judged is passed over for the nearest one to the middle, as `git bisect skip` does.
 * @param marks of both ends, and of whatever else is known
 */
export function searchStep(marks: ReadonlyMap<number, Mark>): Search {
  const marked = (wanted: Mark): number[] =>
    [...marks].flatMap(([index, mark]) => (mark === wanted ? [index] : []));
  const last = Math.max(...marked('as-from'));
  const first = Math.min(...marked('as-to'));
  if (last > first) return { kind: 'not-one-change', last, first };
  const middle = (last + first) / 2;
  const [nearest] = Array.from({ length: first - last - 1 }, (_, offset) => last + 1 + offset)
    .filter((index) => !marks.has(index))
    .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle) || one - other);
  return nearest === undefined ? { kind: 'found', last, first } : { kind: 'probe', index: nearest };
}
