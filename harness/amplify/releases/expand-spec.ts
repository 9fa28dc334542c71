import semver from 'semver';
import { ReleaseError } from './errors.ts';
import { findInstalled } from './local-package.ts';
import { nearestVersions, type PublishedOptions, publishedVersions } from './published-versions.ts';
import { resolveVersion } from './resolve-version.ts';
import { parseSpec } from './spec.ts';

export interface ExpandOptions extends PublishedOptions {
  /** Where `installed` starts from; the current directory by default. */
  readonly projectDir?: string | undefined;
}

/** What {@link expandSpec} accepts beyond the releases that can be loaded. */
const SELECTION = /^(?:(?<minors>minors)|last(?<last>[1-9]\d*)):(?<range>.+)$/;

/**
 * The releases that a spec stands for, oldest first: every published version in a range; for `minors:<range>` the
 * highest of each minor version; for `last10:<range>` the ten highest. Anything else is a single release.
 * A range includes prereleases only if it names one.
 * @returns exact versions, `installed` or `file:...`
 * @throws {ReleaseError} if there is none
 */
export async function expandSpec(spec: string, options: ExpandOptions = {}): Promise<string[]> {
  const selection = SELECTION.exec(spec.trim())?.groups;
  const parsed = parseSpec(selection?.range ?? spec);
  switch (parsed.kind) {
    case 'installed':
    case 'directory':
    case 'tarball':
      return [spec.trim()];
    case 'version':
      // A cached version needs no registry. Loading reports a version that was never published.
      return [parsed.version];
    case 'tag':
      return [await resolveVersion(parsed, options)];
    case 'range': {
      const { versions } = await publishedVersions(options);
      const within = versions.filter(
        (version) => semver.satisfies(version, parsed.range) && isSupported(version),
      );
      if (within.length === 0) {
        const highest = await resolveVersion(parsed, options);
        throw new ReleaseError(`aws-amplify ${highest} is not supported`, 'Use a version 5.3.x or 6.x.');
      }
      if (selection?.minors) return highestOfEachMinor(within);
      return selection?.last ? within.slice(-Number(selection.last)) : within;
    }
  }
}

/**
 * The exact version that a spec stands for: for a range, the highest.
 * @throws {ReleaseError} if there is none
 */
export async function exactVersion(spec: string, options: ExpandOptions = {}): Promise<string> {
  const parsed = parseSpec(spec);
  if (parsed.kind === 'installed') return (await findInstalled(options.projectDir ?? process.cwd())).version;
  if (parsed.kind === 'directory' || parsed.kind === 'tarball') {
    throw new ReleaseError(
      `"${spec}" is not a published release`,
      'Use a version, a range, a tag or "installed".',
    );
  }
  return parsed.kind === 'version' ? parsed.version : resolveVersion(parsed, options);
}

/**
 * The published versions from one to another, both included, oldest first; prereleases only at the ends.
 * @throws {ReleaseError} if one was never published, or they are not in this order
 */
export async function versionsBetween(
  from: string,
  to: string,
  options: ExpandOptions = {},
): Promise<string[]> {
  const { versions } = await publishedVersions(options);
  if (!semver.lt(from, to)) {
    throw new ReleaseError(
      `There is no release between ${from} and ${to}`,
      `Give the older one first. Versions near ${to}: ${nearestVersions(to, versions).join(', ')}.`,
    );
  }
  for (const version of [from, to]) await resolveVersion({ kind: 'version', version }, options);
  return versions.filter(
    (version) =>
      version === from ||
      version === to ||
      (semver.prerelease(version) === null &&
        isSupported(version) &&
        semver.gt(version, from) &&
        semver.lt(version, to)),
  );
}

function isSupported(version: string): boolean {
  return semver.major(version) === 6 || semver.satisfies(version, '5.3.x');
}

function highestOfEachMinor(versions: readonly string[]): string[] {
  const minors = new Map(
    versions.map((version) => [`${semver.major(version)}.${semver.minor(version)}`, version]),
  );
  return [...minors.values()];
}
