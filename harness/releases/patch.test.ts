import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from './fixtures.ts';
import { type Patch, readPatch } from './patch.ts';

async function patchOf(text: string): Promise<Patch> {
  const file = join(await temporaryDirectory(), 'fix.patch');
  await writeFile(file, text);
  return readPatch(file);
}

/** A change of line 2 of a file with lines 1 to 9, and one of line 8. */
function change(path: string, { second = 'eight' } = {}): string {
  return `--- a/${path}
+++ b/${path}
@@ -1,3 +1,3 @@
 one
-two
+TWO
 three
@@ -7,3 +7,3 @@
 seven
-${second}
+EIGHT
 nine
`;
}

const NINE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';

test.each([
  ['node_modules/@aws-amplify/auth/dist/esm/index.mjs', '@aws-amplify/auth/dist/esm/index.mjs'],
  [
    'node_modules/aws-amplify/node_modules/@aws-amplify/core/dist/esm/Hub/index.mjs',
    '@aws-amplify/core/dist/esm/Hub/index.mjs',
  ],
  ['packages/auth/src/Errors.ts', '@aws-amplify/auth/src/Errors.ts'],
  ['packages/aws-amplify/src/initSingleton.ts', 'aws-amplify/src/initSingleton.ts'],
])('%s is of %s', async (path, file) => {
  const patch = await patchOf(change(path));

  expect(patch.files).toEqual([file]);
  expect(patch.apply(file, NINE)).toBe(NINE.replace('two', 'TWO').replace('eight', 'EIGHT'));
  expect(patch.apply('another', NINE)).toBe(NINE);
});

test('a hunk finds its lines where others were added before them', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts'));

  expect(patch.apply('@aws-amplify/auth/src/Errors.ts', `zero\n${NINE}`)).toContain('zero\none\nTWO\n');
});

test('the hunk that does not apply is told, with its lines', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts', { second: 'huit' }));

  expect(() => patch.apply('@aws-amplify/auth/src/Errors.ts', NINE)).toThrow(
    /^Hunk 2 of 2 \(line 7\) of the patch fix\.patch does not apply to @aws-amplify\/auth\/src\/Errors\.ts\. .*\n {5}seven\n {4}-huit\n/s,
  );
});

test('tests and texts that a pull request brings along are foreign', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts') + change('.changeset/fix.md'));

  expect(patch.files).toEqual(['@aws-amplify/auth/src/Errors.ts']);
  expect(patch.foreign).toEqual(['.changeset/fix.md']);
});

test.each([
  ['that is no diff', 'hello\n', /fix\.patch is not a unified diff/],
  [
    'that was cut short',
    change('packages/auth/src/Errors.ts').replace(/ nine\n$/, ''),
    /fix\.patch is damaged: /,
  ],
  ['of no package', change('README.md'), /changes no file of a package\. Paths begin with node_modules/],
  [
    'that adds a file',
    '--- /dev/null\n+++ b/packages/auth/src/new.ts\n@@ -0,0 +1 @@\n+new\n',
    /adds, removes or renames @aws-amplify\/auth\/src\/new\.ts/,
  ],
])('a patch %s is refused', async (_, text, message) => {
  await expect(patchOf(text)).rejects.toThrow(message);
});

test('a patch that is missing is refused', async () => {
  await expect(readPatch('/nowhere/fix.patch')).rejects.toThrow(/cannot be read \(ENOENT\)\. Check the path/);
});
