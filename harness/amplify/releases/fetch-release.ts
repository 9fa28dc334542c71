import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { makeFolder } from '../../../host/make-folder.ts';
import { cachedInWords } from './cached-versions.ts';
import { ReleaseError } from './errors.ts';
import { type Npm, OfflineError } from './npm.ts';
import type { PublishedOptions } from './published-versions.ts';
import { resolveVersion } from './resolve-version.ts';
import type { Tarball } from './tarball.ts';

const Dependencies = z.record(z.string(), z.string());

/** A disk with fewer free bytes than this is taken to be full. */
const LEAST_ROOM = 1_000_000;

/** The packages that authentication is made of. */
const NEEDED = ['@aws-amplify/auth', '@aws-amplify/core'];

/** The npm to install with, and the options for the list of published versions. */
export type FetchOptions = PublishedOptions & { readonly npm: Npm };

/**
 * Installs the packages of a published version into a directory.
 *
 * @returns the directory to resolve the entry's imports from
 * @throws {ReleaseError} if there is no such version, or the registry cannot be reached
 */
export async function fetchRelease(
  version: string,
  directory: string,
  options: FetchOptions,
): Promise<string> {
  const cannot = `aws-amplify ${version} cannot be loaded`;
  return whileOnline(options, cannot, version, async ({ npm, onProgress }) => {
    onProgress?.(`Fetching aws-amplify ${version}`);
    const answer = await npm.view(`aws-amplify@${version}`, ['dependencies']);
    if (answer === undefined) {
      // Throws, naming the nearest versions. If it does not, the registry contradicts itself.
      await resolveVersion({ kind: 'version', version }, options);
      throw new ReleaseError(
        `The registry lists aws-amplify ${version} but cannot deliver it`,
        'Try again later, or use another version.',
      );
    }
    return install({ version, from: version, dependencies: Dependencies.parse(answer) }, directory, npm);
  });
}

/**
 * Installs a packed `aws-amplify` and its dependencies into a directory.
 * @returns the directory to resolve the entry's imports from
 * @throws {ReleaseError} if a dependency is not available
 */
export async function installTarball(
  { file, version, dependencies }: Tarball,
  directory: string,
  options: FetchOptions,
): Promise<string> {
  const cannot = `The dependencies of ${file} cannot be loaded`;
  return whileOnline(options, cannot, `file:${file}`, ({ npm, onProgress }) => {
    onProgress?.(`Fetching the dependencies of ${file}`);
    return install({ version, from: `file:${file}`, dependencies }, directory, npm);
  });
}

/**
 * All of `aws-amplify` would be 100 MB and 10 s (6) or 200 MB and 20 s (5), nearly all of it for other
 * categories. Of 6 it takes `aws-amplify` itself, whose `Amplify.configure` wires up authentication, with
 * the other categories replaced by an empty package: 30 MB. Of 5 it takes just the two packages at the
 * versions that `aws-amplify` pins, since there it merely re-exports them.
 */
async function install(
  { version, from, dependencies }: Pick<Tarball, 'version' | 'dependencies'> & { readonly from: string },
  directory: string,
  npm: Npm,
): Promise<string> {
  makeFolder(directory);
  if (semver.major(version) === 5) {
    await npm.install(directory, pick(dependencies, NEEDED), []);
    await mustHaveRoom(directory);
    return directory;
  }
  const others = Object.keys(dependencies).filter(
    (name) => name.startsWith('@aws-amplify/') && !NEEDED.includes(name),
  );
  await npm.install(directory, { 'aws-amplify': from }, others);
  await mustHaveRoom(directory);
  return join(directory, 'node_modules', 'aws-amplify');
}

/** On a full disk npm leaves files empty or cut short and ends as if all were well. */
async function mustHaveRoom(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < LEAST_ROOM) {
    throw Object.assign(new Error(`no space left in ${directory}`), { code: 'ENOSPC' });
  }
}

async function whileOnline(
  options: FetchOptions,
  cannot: string,
  spec: string,
  work: (options: FetchOptions) => Promise<string>,
): Promise<string> {
  const hint = async (): Promise<string> =>
    `Run "npx amplify-race run sequential --amplify ${spec}" once while online; then it is in the cache. ${await cachedInWords(options.cacheDir)}`;
  if (options.offline === true) {
    throw new ReleaseError(
      `${cannot}: it is not in the cache, and --offline forbids asking the registry`,
      await hint(),
    );
  }
  try {
    return await work(options);
  } catch (cause) {
    if (cause instanceof OfflineError) {
      throw new ReleaseError(
        `${cannot}: it is not in the cache, and the registry cannot be reached`,
        await hint(),
        {
          cause,
        },
      );
    }
    throw cause;
  }
}

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
}
