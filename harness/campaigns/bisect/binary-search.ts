/** What is known about a release: it agrees with the lower end, it agrees with the upper end, or it cannot be judged. */
export type Mark = 'as-from' | 'as-to' | 'unknown';

export type Search =
  /** The release to judge next, by index. */
  | { readonly kind: 'probe'; readonly index: number }
  /** The change is between these two. The releases in between cannot be judged. */
  | { readonly kind: 'found'; readonly last: number; readonly first: number }
  /** A release that agrees with the upper end precedes one that agrees with the lower end: there are several changes. */
  | { readonly kind: 'not-one-change'; readonly last: number; readonly first: number };

/**
 * The next step of a binary search for the release in which something changed. Releases are numbered from 0.
 * A release that cannot be judged is skipped in favour of the nearest one to the middle, as `git bisect skip` does.
 * @param marks of both ends, and of all other releases that are known
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
