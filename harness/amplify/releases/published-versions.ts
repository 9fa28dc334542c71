import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import semver from 'semver';
import { z } from 'zod';
import { writeWhole } from '../../../host/write-whole.ts';
import { defaultCacheDir } from './cache-directory.ts';
import { cachedInWords } from './cached-versions.ts';
import { ReleaseError } from './errors.ts';
import { type Npm, npmCommand, OfflineError } from './npm.ts';

/** What the registry knows about `aws-amplify`. */
export interface Published {
  /** Every version, oldest first, prereleases included. */
  readonly versions: readonly string[];
  /** Version by dist-tag. */
  readonly tags: Readonly<Record<string, string>>;
  /** When the registry was asked, in ISO 8601. */
  readonly asOf: string;
}

export interface PublishedOptions {
  readonly cacheDir?: string | undefined;
  /** Use the remembered list and do not ask the registry. */
  readonly offline?: boolean | undefined;
  readonly npm?: Npm | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
}

const Remembered = z.object({
  versions: z.array(z.string()).min(1),
  tags: z.record(z.string(), z.string()),
  asOf: z.string(),
});

const Answer = z.object({
  versions: z.union([z.array(z.string()), z.string().transform((only) => [only])]),
  'dist-tags': z.record(z.string(), z.string()).default({}),
});

/**
 * Every published version of `aws-amplify`, from the registry or, without a network, as last remembered.
 * @throws {ReleaseError} if the registry cannot be reached and nothing is remembered, or if it lacks the package
 */
export async function publishedVersions(options: PublishedOptions = {}): Promise<Published> {
  const file = join(options.cacheDir ?? defaultCacheDir(), 'registry', 'aws-amplify.json');
  if (options.offline !== true) {
    try {
      return await ask(options.npm ?? npmCommand, file, options.cacheDir);
    } catch (error) {
      if (!(error instanceof OfflineError)) {
        throw error;
      }
    }
  }
  const remembered = await recall(file);
  if (remembered === undefined) {
    throw new ReleaseError(
      'The list of Amplify versions is unknown: the registry was not asked or cannot be reached, and no earlier answer is stored',
      `Name an exact version, or run the same command once while online. ${await cachedInWords(options.cacheDir)}`,
    );
  }
  options.onProgress?.(
    `The registry cannot be reached: using the list of versions of ${remembered.asOf.slice(0, 10)}`,
  );
  return remembered;
}

async function ask(npm: Npm, file: string, cacheDir: string | undefined): Promise<Published> {
  const { data: answer } = Answer.safeParse(await npm.view('aws-amplify', ['versions', 'dist-tags']));
  if (answer === undefined) {
    throw new ReleaseError(
      "npm's registry does not have aws-amplify",
      `Check "npm config get registry": it must name a registry with public packages. ${await cachedInWords(cacheDir)}`,
    );
  }
  const published: Published = {
    versions: answer.versions.filter((version) => semver.valid(version) !== null).sort(semver.compare),
    tags: answer['dist-tags'],
    asOf: new Date().toISOString(),
  };
  try {
    writeWhole(file, JSON.stringify(published));
  } catch {
    // Without a writable cache there is only no list for when there is no network.
  }
  return published;
}

async function recall(file: string): Promise<Published | undefined> {
  try {
    return Remembered.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Missing or damaged: the same as if nothing had been remembered.
    return undefined;
  }
}

/** Up to two versions just below the wanted one and two just above; stable ones if it is stable. */
export function nearestVersions(wanted: string, versions: readonly string[]): string[] {
  const candidates = versions.filter((version) => semver.prerelease(version) === null);
  const above = candidates.findIndex((version) => semver.gt(version, wanted));
  const split = above === -1 ? candidates.length : above;
  return candidates.slice(Math.max(0, split - 2), split + 2);
}

/** The tag most like the given one, if that looks like a typing error. */
export function nearestTag(wanted: string, tags: readonly string[]): string | undefined {
  return tags
    .map((tag) => ({ tag, edits: distance(tag, wanted) }))
    .filter(({ edits }) => edits <= 3)
    .sort((a, b) => a.edits - b.edits)[0]?.tag;
}
