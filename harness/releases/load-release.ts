import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SourceMapInput } from '@jridgewell/trace-mapping';
import { version as esbuildVersion } from 'esbuild';
import semver from 'semver';
import { BundleError } from './build-packages.ts';
import { BUNDLER_VERSION, bundleRelease, type FreshBundle } from './bundle.ts';
import { defaultCacheDir } from './cache-directory.ts';
import { type Entry, entryFor } from './entry.ts';
import { ReleaseError } from './errors.ts';
import { fetchRelease } from './fetch-release.ts';
import { hashFiles, sha256 } from './file-hashes.ts';
import { findInDirectory, findInstalled, type LocalPackage } from './local-package.ts';
import { type Npm, npmCommand } from './npm.ts';
import type { Flavour, Release } from './release.ts';
import { type CachedBundle, ReleaseCache } from './release-cache.ts';
import { resolveVersion } from './resolve-version.ts';
import { parseSpec, type Spec } from './spec.ts';

export interface LoadOptions {
  /** Where releases are kept; the user's cache directory by default. */
  readonly cacheDir?: string;
  /** Where `installed` and relative `file:` directories start from; the current directory by default. */
  readonly projectDir?: string;
  /** Told what takes long, one line at a time. */
  readonly onProgress?: (message: string) => void;
  /** Use only what is on this machine. */
  readonly offline?: boolean;
  /** Calls of `aws-amplify/auth` to bundle (Amplify 6); those that the release lacks are left out. */
  readonly apis?: readonly string[];
  /** The platform to bundle Amplify 5 for; `react-native` by default. */
  readonly flavour?: Flavour;
  /** What to fetch releases with; the `npm` command by default. */
  readonly npm?: Npm;
}

/**
 * Loads a release: from the cache, else bundled from the packages on this machine (`installed`,
 * `file:`), else fetched and bundled.
 * @param spec see {@link parseSpec}
 * @throws {ReleaseError} if there is no such release or it cannot be had
 */
export async function loadRelease(spec: string, options: LoadOptions = {}): Promise<Release> {
  const parsed = parseSpec(spec);
  const cache = new ReleaseCache(options.cacheDir ?? defaultCacheDir());
  const projectDir = options.projectDir ?? process.cwd();
  if (parsed.kind === 'installed') {
    return loadLocal(spec, await findInstalled(projectDir), cache, options);
  }
  if (parsed.kind === 'directory') {
    return loadLocal(spec, await findInDirectory(resolve(projectDir, parsed.directory)), cache, options);
  }
  return loadPublished(spec, parsed, cache, options);
}

async function loadLocal(
  spec: string,
  local: LocalPackage,
  cache: ReleaseCache,
  options: LoadOptions,
): Promise<Release> {
  const entry = entryFor(supportedMajor(local.version), options.flavour ?? 'react-native', options.apis);
  const key = `local-${digest(local.directory)}-${digest(entryIdentity(entry))}`;
  const loaded = await once(key, cache, async () => {
    const cached = await cache.read(key);
    if (cached !== undefined && cached.version === local.version && (await isUpToDate(cached))) {
      return cached;
    }
    options.onProgress?.(`Bundling aws-amplify ${local.version} from ${local.directory}`);
    return cache.write(key, local.version, () =>
      bundle(local.directory, entry, {
        what: `The aws-amplify in ${local.directory}`,
        hint: 'Check that it is complete: delete node_modules and install again, or build the fork.',
      }),
    );
  });
  return toRelease(spec, `${spec} (${local.version})`, entry, loaded);
}

async function loadPublished(
  spec: string,
  parsed: Exclude<Spec, { kind: 'installed' | 'directory' }>,
  cache: ReleaseCache,
  options: LoadOptions,
): Promise<Release> {
  // An exact version in the cache needs no registry at all.
  const version = parsed.kind === 'version' ? parsed.version : await resolveVersion(parsed, options);
  const entry = entryFor(supportedMajor(version), options.flavour ?? 'react-native', options.apis);
  const key = `${version}-${digest(entryIdentity(entry))}`;
  const loaded = await once(key, cache, async () => {
    const cached = await cache.read(key);
    if (cached !== undefined) {
      return cached;
    }
    return cache.write(key, version, async (directory) => {
      const from = await fetchRelease(version, directory, { ...options, npm: options.npm ?? npmCommand });
      // Paths in a directory that is about to go mean nothing to a later load.
      const fresh = await bundle(from, entry, {
        what: `aws-amplify ${version}`,
        hint: 'Try another version: this one is built in a way that is not known yet.',
      });
      return { ...fresh, inputs: {} };
    });
  });
  return toRelease(spec, parsed.kind === 'version' ? version : `${spec} (${version})`, entry, loaded);
}

/** @throws {ReleaseError} instead of `BundleError`, for people */
async function bundle(
  directory: string,
  entry: Entry,
  { what, hint }: { readonly what: string; readonly hint: string },
): Promise<FreshBundle> {
  try {
    return await bundleRelease(directory, entry);
  } catch (error) {
    if (error instanceof BundleError) {
      throw new ReleaseError(`${what} cannot be bundled: ${error.message}`, hint, { cause: error });
    }
    throw error;
  }
}

/** @throws {ReleaseError} for versions whose code is organised differently from those known */
function supportedMajor(version: string): 5 | 6 {
  if (semver.major(version) === 6) {
    return 6;
  }
  if (semver.satisfies(version, '5.3.x', { includePrerelease: true })) {
    return 5;
  }
  throw new ReleaseError(`aws-amplify ${version} is not supported`, 'Give a version 5.3.x or 6.x.');
}

/** Whether the files that an entry was made from have not changed since. */
async function isUpToDate({ inputs }: CachedBundle): Promise<boolean> {
  const now = await hashFiles(Object.keys(inputs));
  return Object.entries(inputs).every(([path, hash]) => now[path] === hash);
}

/** Whatever changes the bundle of given packages. */
function entryIdentity(entry: Entry): string {
  return JSON.stringify([BUNDLER_VERSION, esbuildVersion, entry]);
}

function digest(text: string): string {
  return sha256(text).slice(0, 12);
}

const underWay = new Map<string, Promise<CachedBundle>>();

/** Lets loads of the same entry in this process share the work. */
function once(key: string, cache: ReleaseCache, load: () => Promise<CachedBundle>): Promise<CachedBundle> {
  const id = cache.pathOf(key);
  let bundle = underWay.get(id);
  if (bundle === undefined) {
    bundle = load().finally(() => underWay.delete(id));
    underWay.set(id, bundle);
  }
  return bundle;
}

function toRelease(spec: string, label: string, entry: Entry, cached: CachedBundle): Release {
  const { code, hash, version, packages } = cached;
  return {
    spec,
    version,
    major: entry.major,
    flavour: entry.flavour,
    label,
    packages,
    bundle: { code, hash, sourceMap: () => readMap(cached) },
  };
}

function readMap({ mapFile, mapHash }: CachedBundle): SourceMapInput {
  try {
    const text = readFileSync(mapFile, 'utf8');
    if (sha256(text) === mapHash) {
      return JSON.parse(text);
    }
  } catch {
    // Gone, which is told below in the same way as replaced.
  }
  throw new ReleaseError(
    `The source map ${mapFile} is gone or belongs to another build`,
    'Run the same command again: it is made anew.',
  );
}
