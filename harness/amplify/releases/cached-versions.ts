import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { defaultCacheDir } from './cache-directory.ts';

const Manifest = z.object({ version: z.string() });

/** The versions with a bundle in the cache, oldest first: the ones that are available offline. */
export async function cachedVersions(cacheDir: string = defaultCacheDir()): Promise<string[]> {
  const directory = join(cacheDir, 'releases');
  const entries = await readdir(directory).catch(() => []);
  const versions = await Promise.all(
    entries.map(async (entry) => {
      try {
        return Manifest.parse(JSON.parse(await readFile(join(directory, entry, 'manifest.json'), 'utf8')))
          .version;
      } catch {
        // Half-written or damaged: it would have to be fetched again.
        return undefined;
      }
    }),
  );
  const valid = versions.filter((version) => version !== undefined && semver.valid(version) !== null);
  return [...new Set(valid as string[])].sort(semver.compare);
}

/** The releases that are available offline, in a sentence. */
export async function cachedInWords(cacheDir?: string): Promise<string> {
  const versions = await cachedVersions(cacheDir);
  return versions.length === 0
    ? 'No release is in the cache; "installed" needs no network.'
    : `In the cache: ${versions.join(', ')}; these and "installed" need no network.`;
}
