import { isAbsolute } from 'node:path';
import validVersion from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import { ReleaseError } from './errors.ts';

/** What the user asked for, before any version is known. */
export type Spec = LocalSpec | PublishedSpec;

/** Packages on this machine. */
export type LocalSpec =
  | { readonly kind: 'installed' }
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'tarball'; readonly file: string };

/** Published packages. */
export type PublishedSpec =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'tag'; readonly tag: string };

/** For error messages: every form that {@link parseSpec} accepts. */
export const SPEC_FORMS =
  '"installed", a version such as 6.22.1, a range such as ^6.7, a tag such as latest, file:<directory>, or file:<package>.tgz';

/**
 * Parses a value of `--amplify`.
 * @throws {ReleaseError} if it has none of the accepted forms
 */
export function parseSpec(text: string): Spec {
  const spec = text.trim();
  if (spec === 'installed') {
    return { kind: 'installed' };
  }
  if (spec.startsWith('file:')) {
    const path = spec.slice('file:'.length);
    if (path === '') {
      throw new ReleaseError(
        `"${text}" names no directory or tarball`,
        'Write file:<path>, such as file:../my-fork or file:../aws-amplify-6.6.7.tgz.',
      );
    }
    return /\.(tgz|tar\.gz)$/.test(path)
      ? { kind: 'tarball', file: path }
      : { kind: 'directory', directory: path };
  }
  if (/^\.{1,2}([\\/]|$)/.test(spec) || isAbsolute(spec)) {
    throw new ReleaseError(
      `"${text}" looks like a path`,
      `For a directory or a tarball, write file:${spec}.`,
    );
  }
  const version = validVersion(spec);
  if (version !== null) {
    return { kind: 'version', version };
  }
  if (spec !== '' && validRange(spec) !== null) {
    return { kind: 'range', range: spec };
  }
  if (/^[a-z][\w.-]*$/i.test(spec)) {
    return { kind: 'tag', tag: spec };
  }
  throw new ReleaseError(`"${text}" is not a release of Amplify`, `Use ${SPEC_FORMS}.`);
}
