import { sha256 } from './file-hashes.ts';
import type { Release } from './release.ts';

/** A change of a release's bundled code: one text, wherever it stands, in place of another. */
export interface Mutant {
  readonly of: string;
  readonly by: string;
}

/** Whether a release has the text that a mutant changes. */
export function hasPlaceFor({ bundle }: Release, { of }: Mutant): boolean {
  return bundle.code.includes(of);
}

/**
 * A copy of a release with a mutant's change.
 * @throws {TypeError} if the text is not in the code: it would be measured in vain
 */
export function mutate(release: Release, mutant: Mutant): Release {
  const { of, by } = mutant;
  if (!hasPlaceFor(release, mutant)) throw new TypeError(`"${of}" is not in the code of ${release.label}`);
  const code = release.bundle.code.replaceAll(of, by);
  return { ...release, bundle: { ...release.bundle, code, hash: sha256(code) } };
}
