import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { evaluate, FakeNpm, pack, tinyAmplify, writeFiles } from './fixtures.ts';
import { loadRelease } from './load-release.ts';

const FROM = 'export const Amplify = { answer: "6.1.0" };';
const TO = 'export const Amplify = { answer: "patched" };';

function diff(path: string, from: string, to: string): string {
  return `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-${from}\n\\ No newline at end of file\n+${to}\n\\ No newline at end of file\n`;
}

async function setUp(patch: string) {
  const projectDir = await temporaryDirectory();
  await writeFile(join(projectDir, 'fix.patch'), patch);
  const messages: string[] = [];
  const options = {
    projectDir,
    cacheDir: await temporaryDirectory(),
    npm: new FakeNpm('6.1.0'),
    patch: 'fix.patch',
    onProgress: (message: string) => messages.push(message),
  };
  return { projectDir, options, messages };
}

const GOOD = diff('node_modules/aws-amplify/index.mjs', FROM, TO);

test('a published release is bundled as the patch leaves it, and its label says so', async () => {
  const { options } = await setUp(GOOD);
  const { patch: _, ...unpatched } = options;

  const plain = await loadRelease('6.1.0', unpatched);
  const patched = await loadRelease('6.1.0', options);

  expect(evaluate(plain.bundle).Amplify.answer).toBe('6.1.0');
  expect(evaluate(patched.bundle).Amplify.answer).toBe('patched');
  expect(patched.label).toMatch(/^6\.1\.0 \+ fix\.patch \([0-9a-f]{8}\)$/);
  expect(patched).toMatchObject({ spec: '6.1.0', version: '6.1.0', patch: 'fix.patch' });
});

test('a patched release comes from the cache, until the patch changes', async () => {
  const { projectDir, options } = await setUp(GOOD);
  await loadRelease('6.1.0', options);
  await loadRelease('6.1.0', options);
  expect(options.npm.installs).toBe(1);
  await writeFile(join(projectDir, 'fix.patch'), GOOD.replace('patched', 'again'));

  const release = await loadRelease('6.1.0', options);

  expect(evaluate(release.bundle).Amplify.answer).toBe('again');
});

test('the installed packages stay as they are on disk', async () => {
  const { projectDir, options } = await setUp(GOOD);
  await writeFiles(join(projectDir, 'node_modules'), tinyAmplify('6.1.0'));

  const release = await loadRelease('installed', options);

  expect(evaluate(release.bundle).Amplify.answer).toBe('patched');
  expect(await readFile(join(projectDir, 'node_modules/aws-amplify/index.mjs'), 'utf8')).toBe(FROM);
});

test('a hunk that does not apply is told, and nothing is left in the cache', async () => {
  const { options } = await setUp(GOOD.replace('6.1.0', '6.9.9'));
  const { patch: _, ...unpatched } = options;

  await expect(loadRelease('6.1.0', options)).rejects.toThrow(
    /^Hunk 1 of 1 \(line 1\) of the patch fix\.patch does not apply to aws-amplify\/index\.mjs\./,
  );
  await expect(loadRelease('6.1.0', unpatched)).resolves.toBeDefined();
});

test('a patch of files that do not run is refused', async () => {
  const { options } = await setUp(diff('node_modules/aws-amplify/index.cjs', FROM, TO));

  await expect(loadRelease('6.1.0', options)).rejects.toThrow(
    /^The patch fix\.patch changes no code of aws-amplify 6\.1\.0 that runs: aws-amplify\/index\.cjs\./,
  );
});

test('files of a patch that do not run are told when others do', async () => {
  const { options, messages } = await setUp(GOOD + diff('node_modules/aws-amplify/index.cjs', FROM, TO));

  await loadRelease('6.1.0', options);

  expect(messages).toContain(
    'These files of fix.patch are not part of the code that runs: aws-amplify/index.cjs',
  );
});

describe('a patch of TypeScript', () => {
  const SOURCE = 'export const answer: string = "before";';

  async function withSource(folder: 'dist/esm' | 'lib-esm') {
    const set = await setUp(diff('packages/core/src/utils.ts', SOURCE, SOURCE.replace('before', 'patched')));
    await writeFiles(join(set.projectDir, 'node_modules'), {
      ...tinyAmplify('6.1.0'),
      '@aws-amplify/core/package.json': {
        name: '@aws-amplify/core',
        version: '6.1.0',
        exports: { './internals/utils': `./${folder}/utils.mjs` },
      },
      [`@aws-amplify/core/${folder}/utils.mjs`]: `export const answer = "before";\n//# sourceMappingURL=utils.mjs.map\n`,
      '@aws-amplify/core/src/utils.ts': SOURCE,
      'aws-amplify/index.mjs':
        'import { answer } from "@aws-amplify/core/internals/utils";\nexport const Amplify = { answer };',
    });
    return set;
  }

  test('takes the place of what it was compiled to, and positions lead to it', async () => {
    const { options } = await withSource('dist/esm');

    const release = await loadRelease('installed', options);

    expect(evaluate(release.bundle).Amplify.answer).toBe('patched');
    const map = release.bundle.sourceMap() as { sources: string[]; sourcesContent: string[] };
    const index = map.sources.indexOf('@aws-amplify/core/src/utils.ts');
    expect(map.sourcesContent[index]).toContain('string = "patched"');
  });

  test('is bundled again when the source changes on disk', async () => {
    const { projectDir, options } = await withSource('dist/esm');
    await loadRelease('installed', options);
    await writeFiles(join(projectDir, 'node_modules'), {
      '@aws-amplify/core/src/utils.ts': SOURCE.replace('before', 'changed'),
    });

    await expect(loadRelease('installed', options)).rejects.toThrow(/^Hunk 1 of 1/);
  });

  test('of Amplify 5 is compiled to generators, as what is published is', async () => {
    const from = 'export const answer = async (): Promise<string> => "before";';
    const { projectDir, options } = await withSource('lib-esm');
    await writeFile(
      join(projectDir, 'fix.patch'),
      diff('packages/core/src/utils.ts', from, from.replace('before', 'patched')),
    );
    await writeFiles(join(projectDir, 'node_modules'), { '@aws-amplify/core/src/utils.ts': from });

    const { bundle } = await loadRelease('installed', options);

    expect(await evaluate(bundle, { Promise }).Amplify.answer()).toBe('patched');
    expect(bundle.code).toMatch(/function\*/);
    expect(bundle.code).not.toMatch(/async (function|\()/);
  });
});

/** A diff that adds or removes a file of one line. */
function added(path: string, line: string): string {
  return `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}\n`;
}

function removed(path: string, line: string): string {
  return `--- a/${path}\n+++ /dev/null\n@@ -1 +0,0 @@\n-${line}\n\\ No newline at end of file\n`;
}

function renamed(from: string, to: string): string {
  return `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`;
}

/** Two packages that compute an answer in several files, as they are published and in TypeScript. */
const IMPORTS = 'export { answer } from "./parts/answer";';
const ANSWER = 'export const answer: string = "before";';
const PARTS = {
  'aws-amplify/index.mjs':
    'import { answer } from "@aws-amplify/core/internals/utils";\nexport const Amplify = { answer };',
  '@aws-amplify/core/package.json': {
    name: '@aws-amplify/core',
    version: '6.1.0',
    exports: { './internals/utils': './dist/esm/utils.mjs' },
  },
  '@aws-amplify/core/dist/esm/utils.mjs': IMPORTS.replace('answer"', 'answer.mjs"'),
  '@aws-amplify/core/dist/esm/parts/answer.mjs': 'export const answer = "before";',
  '@aws-amplify/core/src/utils.ts': IMPORTS,
  '@aws-amplify/core/src/parts/answer.ts': ANSWER,
};

describe.each([
  [
    'what is published',
    'node_modules/@aws-amplify/core/dist/esm',
    '.mjs',
    (line: string) => line.replace(/: \w+/, ''),
  ],
  ['TypeScript', 'packages/core/src', '.ts', (line: string) => line],
])('a patch of %s', (_, folder, extension, typed) => {
  const imports = extension === '.ts' ? IMPORTS : IMPORTS.replace('answer"', 'answer.mjs"');
  const importing = (name: string): string =>
    diff(`${folder}/utils${extension}`, imports, imports.replace('parts/answer', name));

  async function answerWith(patch: string): Promise<unknown> {
    const { projectDir, options } = await setUp(patch);
    await writeFiles(join(projectDir, 'node_modules'), { ...tinyAmplify('6.1.0'), ...PARTS });
    return evaluate((await loadRelease('installed', options)).bundle).Amplify.answer;
  }

  test('adds a file that another imports, in a folder of its own', async () => {
    const patch =
      importing('more/mutex') +
      added(`${folder}/more/mutex${extension}`, typed('export const answer: string = "added";'));

    expect(await answerWith(patch)).toBe('added');
  });

  test('adds a file in the place of one that it removes', async () => {
    const line = typed(ANSWER);
    const patch =
      removed(`${folder}/parts/answer${extension}`, line) +
      added(`${folder}/parts/answer/index${extension}`, typed('export const answer: string = "added";'));
    const inFolder = extension === '.ts' ? '' : importing('parts/answer/index');

    expect(await answerWith(inFolder + patch)).toBe('added');
  });

  test('renames a file', async () => {
    const patch =
      importing('renamed') + renamed(`${folder}/parts/answer${extension}`, `${folder}/renamed${extension}`);

    expect(await answerWith(patch)).toBe('before');
  });

  test.each([
    [
      'a file that it adds exists already',
      added(`${folder}/parts/answer${extension}`, 'export const answer = 1;'),
      /adds @aws-amplify\/core\/\S+answer\.\w+, which already exists/,
    ],
    [
      'a file that it removes does not exist',
      importing('parts/answer').replace(/\+export.*/, '+export const answer = 1;') +
        removed(`${folder}/nowhere${extension}`, 'nothing'),
      /removes @aws-amplify\/core\/\S+nowhere\.\w+, which does not exist/,
    ],
    [
      'a file that it removes is imported',
      removed(`${folder}/parts/answer${extension}`, typed(ANSWER)),
      /removes @aws-amplify\/core\/\S+answer\.\w+, which is still imported/,
    ],
    [
      'a file that it removes is another one',
      removed(`${folder}/parts/answer${extension}`, 'another'),
      /^Hunk 1 of 1 \(line 1\) of the patch fix\.patch does not apply/,
    ],
    [
      'a file that it renames does not exist',
      importing('renamed') + renamed(`${folder}/nowhere${extension}`, `${folder}/renamed${extension}`),
      /removes @aws-amplify\/core\/\S+nowhere\.\w+, which does not exist/,
    ],
  ])('is refused where %s', async (_, patch, message) => {
    await expect(answerWith(patch)).rejects.toThrow(message);
  });
});

test.each(['6.1.0', 'file:amplify-6.1.0.tgz', 'file:fork'])('%s may have files added', async (spec) => {
  const patch =
    diff('node_modules/aws-amplify/index.mjs', FROM, 'export { Amplify } from "./new";') +
    added('node_modules/aws-amplify/new.mjs', TO);
  const { projectDir, options } = await setUp(patch);
  const files = Object.entries(tinyAmplify('6.1.0'));
  await writeFiles(join(projectDir, 'fork/node_modules'), Object.fromEntries(files));
  const own = files.filter(([path]) => path.startsWith('aws-amplify/'));
  await pack(
    join(projectDir, 'amplify-6.1.0.tgz'),
    Object.fromEntries(own.map(([path, content]) => [path.replace('aws-amplify/', ''), content])),
  );

  const first = await loadRelease(spec, options);
  const cached = await loadRelease(spec, options);

  expect(evaluate(first.bundle).Amplify.answer).toBe('patched');
  expect(cached.bundle.hash).toBe(first.bundle.hash);
});

test('an installed release is looked at again once what its patch adds is there', async () => {
  const { projectDir, options } = await setUp(
    diff('node_modules/aws-amplify/index.mjs', FROM, 'export { Amplify } from "./new";') +
      added('node_modules/aws-amplify/new.mjs', TO),
  );
  await writeFiles(join(projectDir, 'node_modules'), tinyAmplify('6.1.0'));
  await loadRelease('installed', options);

  await writeFiles(join(projectDir, 'node_modules'), { 'aws-amplify/new.mjs': 'export {};' });

  await expect(loadRelease('installed', options)).rejects.toThrow(
    /adds aws-amplify\/new\.mjs, which already exists/,
  );
});
