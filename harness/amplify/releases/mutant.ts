import { sha256 } from './file-hashes.ts';
import type { Release } from './release.ts';

/** A change to a release's bundled code: one text replaces another wherever it occurs. */
export interface Mutant {
  readonly of: string;
  readonly by: string;
}

/** Whether a release contains the text that a mutant changes. */
export function hasPlaceFor({ bundle }: Release, { of }: Mutant): boolean {
  return bundle.code.includes(of);
}

/**
 * A copy of a release with a mutant's change.
 * @throws {TypeError} if the text is not in the code, so that the mutant would change nothing
 */
export function mutate(release: Release, mutant: Mutant): Release {
  const { of, by } = mutant;
  if (!hasPlaceFor(release, mutant)) throw new TypeError(`"${of}" is not in the code of ${release.label}`);
  const code = release.bundle.code.replaceAll(of, by);
  return { ...release, bundle: { ...release.bundle, code, hash: sha256(code) } };
}
