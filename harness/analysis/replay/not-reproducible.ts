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
    if (one !== undefined) throw notThereAgain(one);
    throw new NotReproducible(`two runs of one schedule differ in step ${other}, which was not there first`);
  }
}

/** A step that one run has taken and another of the same schedule has not. */
export function notThereAgain(id: string): NotReproducible {
  return new NotReproducible(`two runs of one schedule differ in step ${id}, which is not there again`);
}
