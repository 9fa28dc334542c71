import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { ReleaseError } from './errors.ts';
import { type Npm, OfflineError } from './npm.ts';
import type { PublishedOptions } from './published-versions.ts';
import { resolveVersion } from './resolve-version.ts';

const Dependencies = z.record(z.string(), z.string());

/** The packages that authentication is made of. */
const NEEDED = ['@aws-amplify/auth', '@aws-amplify/core'];

/**
 * Installs the packages of a published version into a directory.
 *
 * All of `aws-amplify` would be 100 MB and 10 s (6) or 200 MB and 20 s (5), nearly all of it for other
 * categories. Of 6 it takes `aws-amplify` itself, whose `Amplify.configure` wires up authentication, with
 * the other categories replaced by an empty package: 30 MB. Of 5 it takes just the two packages at the
 * versions that `aws-amplify` pins, since there it merely re-exports them.
 *
 * @returns the directory to resolve the entry's imports from
 * @throws {ReleaseError} if there is no such version, or the registry cannot be reached
 */
export async function fetchRelease(
  version: string,
  directory: string,
  options: PublishedOptions & { readonly npm: Npm },
): Promise<string> {
  const { npm } = options;
  if (options.offline === true) {
    throw notCached(version, 'it is not in the cache, and the registry must not be asked offline');
  }
  try {
    options.onProgress?.(`Fetching aws-amplify ${version}`);
    const answer = await npm.view(`aws-amplify@${version}`, ['dependencies']);
    if (answer === undefined) {
      // Says which versions come close; or, if the list has it after all, the registry is inconsistent.
      await resolveVersion({ kind: 'version', version }, options);
      throw new ReleaseError(
        `The registry lists aws-amplify ${version} but does not have it`,
        'Try again later.',
      );
    }
    const dependencies = Dependencies.parse(answer);
    await mkdir(directory, { recursive: true });
    if (semver.major(version) === 5) {
      await npm.install(directory, pick(dependencies, NEEDED), []);
      return directory;
    }
    const others = Object.keys(dependencies).filter(
      (name) => name.startsWith('@aws-amplify/') && !NEEDED.includes(name),
    );
    await npm.install(directory, { 'aws-amplify': version }, others);
    return join(directory, 'node_modules', 'aws-amplify');
  } catch (error) {
    if (error instanceof OfflineError) {
      throw notCached(version, 'it is not in the cache, and the registry cannot be reached', error);
    }
    throw error;
  }
}

function notCached(version: string, why: string, cause?: Error): ReleaseError {
  return new ReleaseError(
    `aws-amplify ${version} cannot be loaded: ${why}`,
    `Run "amplify-race run --amplify ${version}" once while online; it stays in the cache.`,
    cause === undefined ? {} : { cause },
  );
}

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
}
