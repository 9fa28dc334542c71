import { sha256 } from './file-hashes.ts';
import type { Release } from './release.ts';

/** A change of a release's bundled code: one text, wherever it stands, in place of another. */
export interface Mutant {
  readonly of: string;
  readonly by: string;
}

/**
 * A copy of a release with a mutant's change.
 * @throws {TypeError} if the text is not in the code: it would be measured in vain
 */
export function mutate(release: Release, { of, by }: Mutant): Release {
  const code = release.bundle.code.replaceAll(of, by);
  if (code === release.bundle.code) throw new TypeError(`"${of}" is not in the code of ${release.label}`);
  return { ...release, bundle: { ...release.bundle, code, hash: sha256(code) } };
}
