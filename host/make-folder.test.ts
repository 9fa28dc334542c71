import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from './fixtures.ts';
import { makeFolder } from './make-folder.ts';

test('a folder is made with those above it, and stays where it is there', async () => {
  const folder = join(await temporaryDirectory(), 'a', 'b');

  makeFolder(folder);
  makeFolder(folder);

  expect(existsSync(folder)).toBe(true);
});

test('a file in the way is an error', async () => {
  const file = join(await temporaryDirectory(), 'file');
  await writeFile(file, '');

  expect(() => makeFolder(file)).toThrow('EEXIST');
  expect(() => makeFolder(join(file, 'a'))).toThrow(/EEXIST|ENOTDIR/);
});

test.runIf(existsSync('/proc'))('a file system that takes no folders is an error, not a hang', () => {
  expect(() => makeFolder('/proc/amplify-race/a')).toThrow(/ENOENT|EACCES/);
});
