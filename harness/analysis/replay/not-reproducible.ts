/** Runs of the same schedule differ: something is not under control. */
export class NotReproducible extends Error {
  override readonly name = 'NotReproducible';
}

interface Identified {
  readonly id: string;
}

/**
 * Compares two runs of one schedule.
 * @throws {NotReproducible} if the second took other steps, with the first step in which they differ
 */
export function mustTakeSameSteps(first: readonly Identified[], again: readonly Identified[]): void {
  const most = Math.max(first.length, again.length);
  for (let at = 0; at < most; at += 1) {
    const [one, other] = [first[at]?.id, again[at]?.id];
    if (one === other) continue;
    const how = one === undefined ? 'which was not there first' : 'which is not there again';
    throw new NotReproducible(`two runs of one schedule differ in step ${one ?? other}, ${how}`);
  }
}
