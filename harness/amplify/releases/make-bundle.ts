import { BundleError } from './build-packages.ts';
import { bundleRelease, type FreshBundle } from './bundle.ts';
import type { Entry } from './entry.ts';
import { ReleaseError } from './errors.ts';
import type { Patch } from './patch.ts';
import { PatchedFiles } from './patched-files.ts';

export interface MakeOptions {
  /** To apply to the packages first. */
  readonly patch: Patch | undefined;
  readonly onProgress: ((message: string) => void) | undefined;
  /** The packages, for error messages. */
  readonly what: string;
  /** What to do where they cannot be bundled. */
  readonly hint: string;
}

/**
 * Bundles the packages found from a directory.
 * @throws {ReleaseError} if they cannot be bundled, or the patch does not apply to them
 */
export async function makeBundle(
  directory: string,
  entry: Entry,
  { patch, onProgress, what, hint }: MakeOptions,
): Promise<FreshBundle> {
  const patched = patch && new PatchedFiles(patch);
  try {
    const fresh = await bundleRelease(directory, entry, patched);
    for (const note of patched?.notes(what) ?? []) onProgress?.(note);
    return fresh;
  } catch (error) {
    if (patched?.failure !== undefined) {
      throw patched.failure;
    }
    if (error instanceof BundleError) {
      throw new ReleaseError(`${what} cannot be bundled: ${error.message}`, hint, { cause: error });
    }
    throw error;
  }
}
