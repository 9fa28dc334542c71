import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { cachedInWords, cachedVersions } from './cached-versions.ts';

async function cacheWith(manifests: readonly string[]): Promise<string> {
  const cacheDir = await temporaryDirectory();
  for (const [index, manifest] of manifests.entries()) {
    const entry = join(cacheDir, 'releases', String(index));
    await mkdir(entry, { recursive: true });
    await writeFile(join(entry, 'manifest.json'), manifest);
  }
  return cacheDir;
}

test('what is in the cache is listed once, oldest first, without what is damaged', async () => {
  const cacheDir = await cacheWith([
    '{"version":"6.10.0"}',
    '{"version":"6.9.0"}',
    '{"version":"6.9.0"}',
    '{',
  ]);

  expect(await cachedVersions(cacheDir)).toEqual(['6.9.0', '6.10.0']);
  expect(await cachedInWords(cacheDir)).toBe(
    'In the cache: 6.9.0, 6.10.0; these and "installed" need no network.',
  );
});

test('an empty cache has none', async () => {
  expect(await cachedInWords(await temporaryDirectory())).toBe(
    'No release is in the cache; "installed" needs no network.',
  );
});
