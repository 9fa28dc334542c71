import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { bundleOf } from './fixtures.ts';

/** The module as another process would load it. */
async function inAnotherProcess(): Promise<typeof import('./load-instrumented.ts')> {
  vi.resetModules();
  return import('./load-instrumented.ts');
}

async function cachedBundle(code: string) {
  const cacheDir = await temporaryDirectory();
  const directory = join(cacheDir, 'instrumented');
  const entries = async (): Promise<string[]> =>
    (await readdir(directory)).map((name) => join(directory, name));
  return { bundle: { ...bundleOf(code), cacheDir }, entries };
}

test('is made once a process', async () => {
  const { bundle } = await cachedBundle('return {};');
  const { loadInstrumented } = await inAnotherProcess();

  const made = await loadInstrumented(bundle);

  expect(await loadInstrumented({ ...bundle })).toBe(made);
  expect(made.hash).not.toBe(bundle.hash);
});

test('another process takes it from the cache', async () => {
  const { bundle, entries } = await cachedBundle('let n = 0; return { up: () => n++ };');
  const { code, untracked, tracked, hash } = await (await inAnotherProcess()).loadInstrumented(bundle);
  const [entry = ''] = await entries();
  const marked = JSON.parse(await readFile(entry, 'utf8'));
  await writeFile(entry, JSON.stringify({ ...marked, untracked: ['a mark'] }));

  const again = await (await inAnotherProcess()).loadInstrumented(bundle);

  expect(again).toMatchObject({ code, tracked, hash, untracked: ['a mark'] });
  expect(untracked).toEqual([]);
});

test.each<[string, (entry: string) => Promise<void>]>([
  ['cut short', (entry) => truncate(entry, 40)],
  [
    'with other code',
    (entry) => writeFile(entry, '{"hash":"0","code":"evil()","untracked":[],"tracked":{}}'),
  ],
])('an entry %s is made again', async (_, damage) => {
  const { bundle, entries } = await cachedBundle('let n = 0; return { up: () => n++ };');
  const { code } = await (await inAnotherProcess()).loadInstrumented(bundle);
  const [entry = ''] = await entries();
  await damage(entry);

  const again = await (await inAnotherProcess()).loadInstrumented(bundle);

  expect(again.code).toBe(code);
  expect(JSON.parse(await readFile(entry, 'utf8')).code).toBe(code);
});

test('processes that make the same one at once leave one entry', async () => {
  const { bundle, entries } = await cachedBundle('let n = 0; return { up: () => n++ };');
  const processes = [await inAnotherProcess(), await inAnotherProcess(), await inAnotherProcess()];

  const made = await Promise.all(processes.map(({ loadInstrumented }) => loadInstrumented(bundle)));

  expect(new Set(made.map(({ code }) => code)).size).toBe(1);
  expect(await entries()).toHaveLength(1);
});

test('a cache that cannot be written changes nothing', async () => {
  const { bundle } = await cachedBundle('return {};');
  const file = join(bundle.cacheDir, 'a-file');
  await writeFile(file, '');

  const { code } = await (await inAnotherProcess()).loadInstrumented({ ...bundle, cacheDir: file });

  expect(code).toMatch(/return .*\{\}/);
});
