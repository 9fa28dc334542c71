import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { type Patch, readPatch } from './patch.ts';

async function patchOf(text: string): Promise<Patch> {
  const file = join(await temporaryDirectory(), 'fix.patch');
  await writeFile(file, text);
  return readPatch(file);
}

function textAfter({ written }: Patch, file: string, before = ''): string | undefined {
  return written.get(file)?.apply(before);
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

  expect([...patch.written.keys()]).toEqual([file]);
  expect(textAfter(patch, file, NINE)).toBe(NINE.replace('two', 'TWO').replace('eight', 'EIGHT'));
});

test('a hunk finds its lines where others were added before them', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts'));

  expect(textAfter(patch, '@aws-amplify/auth/src/Errors.ts', `zero\n${NINE}`)).toContain('zero\none\nTWO\n');
});

test('the hunk that does not apply is told, with its lines', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts', { second: 'huit' }));

  expect(() => textAfter(patch, '@aws-amplify/auth/src/Errors.ts', NINE)).toThrow(
    /^Hunk 2 of 2 \(line 7\) of the patch fix\.patch does not apply to @aws-amplify\/auth\/src\/Errors\.ts\. .*\n {5}seven\n {4}-huit\n/s,
  );
});

const ADDED = '--- /dev/null\n+++ b/packages/auth/src/new.ts\n@@ -0,0 +1 @@\n+new\n';
const REMOVED = '--- a/packages/auth/src/old.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n';

function renamed(from: string, to: string): string {
  return `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`;
}

describe('a patch', () => {
  test('adds files, also empty ones', async () => {
    const empty = 'packages/auth/src/empty.ts';

    const patch = await patchOf(
      `${ADDED}diff --git a/${empty} b/${empty}\nnew file mode 100644\nindex 0000000..e69de29\n`,
    );

    expect([...patch.written].map(([name, { from }]) => [name, from])).toEqual([
      ['@aws-amplify/auth/src/new.ts', undefined],
      ['@aws-amplify/auth/src/empty.ts', undefined],
    ]);
    expect(textAfter(patch, '@aws-amplify/auth/src/new.ts')).toBe('new\n');
    expect(textAfter(patch, '@aws-amplify/auth/src/empty.ts')).toBe('');
  });

  test('removes files', async () => {
    const { written, removed } = await patchOf(REMOVED);

    expect([...written.keys()]).toEqual([]);
    expect([...removed.keys()]).toEqual(['@aws-amplify/auth/src/old.ts']);
    expect(() => removed.get('@aws-amplify/auth/src/old.ts')?.apply('another\n')).toThrow(/does not apply/);
  });

  test('renames files, with and without a change', async () => {
    const { written, removed } = await patchOf(
      renamed('packages/auth/src/a.ts', 'packages/auth/src/b.ts') +
        renamed('packages/auth/src/c.ts', 'packages/auth/src/d.ts') +
        change('packages/auth/src/d.ts').replace('a/packages/auth/src/d.ts', 'a/packages/auth/src/c.ts'),
    );

    expect([...removed.keys()]).toEqual(['@aws-amplify/auth/src/a.ts', '@aws-amplify/auth/src/c.ts']);
    expect(written.get('@aws-amplify/auth/src/b.ts')?.from).toBe('@aws-amplify/auth/src/a.ts');
    expect(written.get('@aws-amplify/auth/src/b.ts')?.apply(NINE)).toBe(NINE);
    expect(written.get('@aws-amplify/auth/src/d.ts')?.from).toBe('@aws-amplify/auth/src/c.ts');
    expect(written.get('@aws-amplify/auth/src/d.ts')?.apply(NINE)).toContain('TWO');
  });

  test('may be a series of commits, of which one goes on with what another has made', async () => {
    const mail = (subject: string, diff: string): string =>
      `From 1a2b3c4d Mon Sep 17 00:00:00 2001\nSubject: [PATCH] ${subject}\n\n---\n ${subject} | 1 +\n\n${diff}-- \n2.39.0\n\n`;
    const next = ADDED.replace('/dev/null', 'a/packages/auth/src/new.ts').replace('-0,0 +1', '-1 +1,2');

    const { written, removed } = await patchOf(
      mail('one', ADDED + change('packages/auth/src/Errors.ts')) +
        mail('two', next.replace('+new', ' new\n+er')) +
        mail(
          'three',
          change('packages/auth/src/Errors.ts')
            .replaceAll('TWO', '2')
            .replace('-two', '-TWO')
            .replace(/@@ -7.*/s, ''),
        ) +
        mail('four', renamed('packages/auth/src/new.ts', 'packages/auth/src/other.ts')),
    );

    expect([...removed]).toEqual([]);
    expect([...written.keys()].sort()).toEqual([
      '@aws-amplify/auth/src/Errors.ts',
      '@aws-amplify/auth/src/other.ts',
    ]);
    expect(written.get('@aws-amplify/auth/src/other.ts')?.apply('')).toBe('new\ner\n');
    expect(written.get('@aws-amplify/auth/src/Errors.ts')?.apply(NINE)).toBe(
      NINE.replace('two', '2').replace('eight', 'EIGHT'),
    );
  });
});

test('tests and texts that a pull request brings along are foreign', async () => {
  const patch = await patchOf(change('packages/auth/src/Errors.ts') + change('.changeset/fix.md'));

  expect([...patch.written.keys()]).toEqual(['@aws-amplify/auth/src/Errors.ts']);
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
  ['that adds a file twice', ADDED + ADDED, /adds @aws-amplify\/auth\/src\/new\.ts twice/],
  [
    'that changes what it has removed',
    REMOVED + change('packages/auth/src/old.ts'),
    /changes @aws-amplify\/auth\/src\/old\.ts after removing it/,
  ],
  [
    'that moves a file from one package to another',
    renamed('packages/core/src/a.ts', 'packages/auth/src/b.ts'),
    /moves @aws-amplify\/auth\/src\/b\.ts from outside its package.*--no-renames/,
  ],
])('a patch %s is refused', async (_, text, message) => {
  await expect(patchOf(text)).rejects.toThrow(message);
});

test('a patch that is missing is refused', async () => {
  await expect(readPatch('/nowhere/fix.patch')).rejects.toThrow(/cannot be read \(ENOENT\)\. Check the path/);
});
