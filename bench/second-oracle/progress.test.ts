import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keep, progressIn } from './progress.ts';

const RUN = { seed: 7, releases: ['6.6.6'] };

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'second-oracle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'totals.json');
}

test('a run goes on from its file, and from no other run', async () => {
  const path = await newFile();
  const progress = progressIn(path, RUN);
  progress.next = 500;

  keep(path, progress);

  expect(progressIn(path, RUN)).toEqual(progress);
  expect(() => progressIn(path, { ...RUN, seed: 8 })).toThrow('seed 7');
});
