import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findScenarios } from './find-scenarios.ts';

test('two scenarios of one name in one file are named by their exports', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'amplify-race-'));
  const path = join(directory, 'pair.js');
  const scenario = `{ name: 'pair', title: 'x', description: 'x', options: {}, start() {}, program() {} }`;
  await writeFile(
    path,
    `export const one = ${scenario};\nexport const same = one;\nexport const other = ${scenario};\n`,
  );

  await expect(findScenarios([path])).rejects.toThrow(
    `two scenarios in ${path} are called "pair": the exports one and other. Rename one of them.`,
  );
  await rm(directory, { recursive: true });
});
