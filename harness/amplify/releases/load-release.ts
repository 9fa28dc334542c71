import { resolve } from 'node:path';
import parseVersion from 'semver/functions/parse.js';
import { BUNDLER } from './bundler.ts';
import { defaultCacheDir } from './cache-directory.ts';
import { type Entry, entryFor } from './entry.ts';
import { ReleaseError } from './errors.ts';
import { hashFiles, sha256 } from './file-hashes.ts';
import { findInDirectory, findInstalled, type LocalPackage } from './local-package.ts';
import type { MakeOptions } from './make-bundle.ts';
import type { Npm } from './npm.ts';
import type { Patch } from './patch.ts';
import type { Flavour, Release } from './release.ts';
import { type CachedBundle, ReleaseCache } from './release-cache.ts';
import { readSourceMap } from './source-map-file.ts';
import { type PublishedSpec, parseSpec } from './spec.ts';

export interface LoadOptions {
  /** Where releases are kept; the user's cache directory by default. */
  readonly cacheDir?: string | undefined;
  /** Where `installed` and relative `file:` directories start from; the current directory by default. */
  readonly projectDir?: string | undefined;
  /** Receives a line of text when something that takes long begins. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Use only what is on this machine. */
  readonly offline?: boolean | undefined;
  /** Calls of `aws-amplify/auth` to bundle (Amplify 6); those that the release lacks are left out. */
  readonly apis?: readonly string[] | undefined;
  /** The platform to bundle Amplify 5 for; `react-native` by default. */
  readonly flavour?: Flavour | undefined;
  /** What to fetch releases with; the `npm` command by default. */
  readonly npm?: Npm | undefined;
  /** A unified diff to apply to the packages before they are bundled; relative to the project. */
  readonly patch?: string | undefined;
}

/**
 * Loads a release from the cache; otherwise bundles the packages on this machine (`installed`, `file:`), or fetches and
 * bundles them. The code for fetching and bundling is a third of all code, so it is loaded only when it is needed.
 * @param spec see {@link parseSpec}
 * @throws {ReleaseError} if the release does not exist or is not available, or a patch does not apply to it
 */
export async function loadRelease(spec: string, options: LoadOptions = {}): Promise<Release> {
  const parsed = parseSpec(spec);
  const projectDir = options.projectDir ?? process.cwd();
  const loading: Loading = {
    spec,
    cache: new ReleaseCache(options.cacheDir ?? defaultCacheDir()),
    options,
    patch: options.patch === undefined ? undefined : await patchFrom(resolve(projectDir, options.patch)),
  };
  switch (parsed.kind) {
    case 'installed':
      return loadLocal(loading, await findInstalled(projectDir));
    case 'directory':
      return loadLocal(loading, await findInDirectory(resolve(projectDir, parsed.directory)));
    case 'tarball':
      return loadTarball(loading, resolve(projectDir, parsed.file));
    default:
      return loadPublished(loading, parsed);
  }
}

interface Loading {
  readonly spec: string;
  readonly cache: ReleaseCache;
  readonly options: LoadOptions;
  readonly patch: Patch | undefined;
}

async function patchFrom(file: string): Promise<Patch> {
  const { readPatch } = await import('./patch.ts');
  return readPatch(file);
}

async function loadLocal(loading: Loading, { directory, version }: LocalPackage): Promise<Release> {
  const { spec, cache, options } = loading;
  const entry = entryOf(version, options);
  const key = keyOf(`local-${digest(directory)}`, entry, loading);
  const loaded = await once(key, cache, async () => {
    const cached = await cache.read(key);
    if (cached !== undefined && cached.version === version && (await isUpToDate(cached))) {
      return cached;
    }
    options.onProgress?.(`Bundling aws-amplify ${version} from ${directory}`);
    const { makeBundle } = await import('./make-bundle.ts');
    return cache.write(key, version, () =>
      makeBundle(directory, entry, {
        ...made(loading),
        what: `The aws-amplify in ${directory}`,
        hint: 'Check that it is complete: delete node_modules and install again, or build the fork.',
      }),
    );
  });
  return toRelease(loading, `${spec} (${version})`, entry, loaded);
}

async function loadTarball(loading: Loading, file: string): Promise<Release> {
  const { readTarball } = await import('./tarball.ts');
  const tarball = await readTarball(file);
  const { version, hash } = tarball;
  return loadFetched(loading, `${loading.spec} (${version})`, {
    version,
    key: `tarball-${hash.slice(0, 12)}`,
    what: `The tarball ${file}`,
    install: async (...to) => {
      const { installTarball } = await import('./fetch-release.ts');
      return installTarball(tarball, ...to);
    },
  });
}

async function loadPublished(loading: Loading, parsed: PublishedSpec): Promise<Release> {
  // An exact version in the cache needs no registry at all.
  const version = parsed.kind === 'version' ? parsed.version : await versionOf(parsed, loading.options);
  return loadFetched(loading, parsed.kind === 'version' ? version : `${loading.spec} (${version})`, {
    version,
    key: version,
    what: `aws-amplify ${version}`,
    install: async (...to) => {
      const { fetchRelease } = await import('./fetch-release.ts');
      return fetchRelease(version, ...to);
    },
  });
}

async function versionOf(spec: PublishedSpec, options: LoadOptions): Promise<string> {
  const { resolveVersion } = await import('./resolve-version.ts');
  return resolveVersion(spec, options);
}

interface Fetched {
  readonly version: string;
  readonly key: string;
  /** For error messages. */
  readonly what: string;
  /** Installs the packages and returns the directory to resolve the entry's imports from. */
  install(directory: string, options: LoadOptions & { readonly npm: Npm }): Promise<string>;
}

async function loadFetched(
  loading: Loading,
  label: string,
  { version, key: name, what, install }: Fetched,
): Promise<Release> {
  const { cache, options } = loading;
  const entry = entryOf(version, options);
  const key = keyOf(name, entry, loading);
  const loaded = await once(key, cache, async () => {
    const cached = await cache.read(key);
    if (cached !== undefined) {
      return cached;
    }
    const { npmCommand } = await import('./npm.ts');
    const { makeBundle } = await import('./make-bundle.ts');
    return cache.write(key, version, async (directory) => {
      const from = await install(directory, { ...options, npm: options.npm ?? npmCommand });
      // Paths in a temporary directory mean nothing to a later load.
      const fresh = await makeBundle(from, entry, {
        ...made(loading),
        what,
        hint: 'Try another version: amplify-race does not know yet how this one is built.',
      });
      return { ...fresh, inputs: {} };
    });
  });
  return toRelease(loading, label, entry, loaded);
}

function made({ patch, options: { onProgress } }: Loading): Pick<MakeOptions, 'patch' | 'onProgress'> {
  return { patch, onProgress };
}

function entryOf(version: string, { flavour = 'react-native', apis }: LoadOptions): Entry {
  return entryFor(supportedMajor(version), flavour, apis);
}

function keyOf(name: string, entry: Entry, { patch }: Loading): string {
  return [name, digest(entryIdentity(entry)), ...(patch ? [patch.hash.slice(0, 12)] : [])].join('-');
}

/** @throws {ReleaseError} for versions whose code is organised in an unknown way */
function supportedMajor(version: string): 5 | 6 {
  const { major, minor } = parseVersion(version) ?? {};
  if (major === 6) {
    return 6;
  }
  if (major === 5 && minor === 3) {
    return 5;
  }
  throw new ReleaseError(`aws-amplify ${version} is not supported`, 'Use a version 5.3.x or 6.x.');
}

/** Whether the files that an entry was made from are unchanged. */
async function isUpToDate({ inputs }: CachedBundle): Promise<boolean> {
  const now = await hashFiles(Object.keys(inputs));
  return Object.entries(inputs).every(([path, hash]) => now[path] === hash);
}

/** Whatever changes the bundle of given packages. */
function entryIdentity(entry: Entry): string {
  return JSON.stringify([...BUNDLER, entry]);
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

function toRelease(
  { spec, cache, patch, options }: Loading,
  label: string,
  entry: Entry,
  cached: CachedBundle,
): Release {
  const { code, hash, version, packages } = cached;
  return {
    spec,
    version,
    major: entry.major,
    flavour: entry.flavour,
    label: patch ? `${label} + ${patch.name} (${patch.hash.slice(0, 8)})` : label,
    ...(options.patch !== undefined && { patch: options.patch }),
    packages,
    bundle: { code, hash, cacheDir: cache.cacheDir, sourceMap: () => readSourceMap(cached) },
  };
}
