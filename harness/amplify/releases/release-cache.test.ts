import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import type { FreshBundle } from './bundle.ts';
import { ReleaseCache } from './release-cache.ts';

function bundle(code: string): FreshBundle {
  return { code, map: '{}', packages: { 'aws-amplify': '6.1.0' }, inputs: {} };
}

test('an entry reads back as it was written', async () => {
  const cache = new ReleaseCache(await temporaryDirectory());

  const written = await cache.write('key', '6.1.0', async () => bundle('return 1'));

  expect(await cache.read('key')).toEqual(written);
  expect(await cache.read('another')).toBeUndefined();
});

test('two processes that make the same entry both get it whole', async () => {
  const cacheDir = await temporaryDirectory();
  const [one, other] = [new ReleaseCache(cacheDir), new ReleaseCache(cacheDir)];

  const written = await Promise.all(
    [one, other, one, other].map((cache) => cache.write('key', '6.1.0', async () => bundle('return 1'))),
  );

  const read = await new ReleaseCache(cacheDir).read('key');
  expect(written).toEqual(written.map(() => read));
  expect(await readdir(join(cacheDir, 'releases'))).toEqual(['key']);
});

test('what fails half-way leaves nothing behind', async () => {
  const cacheDir = await temporaryDirectory();
  const cache = new ReleaseCache(cacheDir);

  const writing = cache.write('key', '6.1.0', async () => {
    throw new Error('no space left');
  });

  await expect(writing).rejects.toThrow('no space left');
  expect(await readdir(join(cacheDir, 'releases'))).toEqual([]);
});

test('what a killed process left is never read, and removed; what a living one makes is not', async () => {
  const cacheDir = await temporaryDirectory();
  const killed = spawnSync(process.execPath, ['--eval', '0']).pid;
  const left = `making~${killed}@${hostname()}~1~key`;
  const alive = `making~${process.pid}@${hostname()}~2~key`;
  const elsewhere = 'making~1@another-host~3~key';
  for (const name of [left, alive, elsewhere]) {
    await mkdir(join(cacheDir, 'releases', name, 'entry'), { recursive: true });
  }
  const cache = new ReleaseCache(cacheDir);

  const before = await cache.read('key');
  await cache.write('key', '6.1.0', async () => bundle('return 1'));

  expect(before).toBeUndefined();
  expect((await readdir(join(cacheDir, 'releases'))).sort()).toEqual(['key', elsewhere, alive].sort());
});

test('entries that nobody used for a month are removed; use keeps them', async () => {
  const cacheDir = await temporaryDirectory();
  const cache = new ReleaseCache(cacheDir);
  const longAgo = new Date(Date.now() - 31 * 24 * 3_600_000);
  for (const key of ['unused', 'used']) {
    await cache.write(key, '6.1.0', async () => bundle('return 1'));
    await utimes(cache.pathOf(key), longAgo, longAgo);
  }

  await cache.read('used');
  await cache.write('new', '6.1.0', async () => bundle('return 2'));

  expect((await readdir(join(cacheDir, 'releases'))).sort()).toEqual(['new', 'used']);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a directory that cannot be written is reported with the way out',
  async () => {
    const cacheDir = await temporaryDirectory();
    await chmod(cacheDir, 0o500);

    const writing = new ReleaseCache(cacheDir).write('key', '6.1.0', async () => bundle(''));

    await expect(writing).rejects.toThrow(/cannot be written\. Make it writable, or set AMPLIFY_RACE_CACHE/);
  },
);
