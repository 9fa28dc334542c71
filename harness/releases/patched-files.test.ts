import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate, FakeNpm, temporaryDirectory, tinyAmplify, writeFiles } from './fixtures.ts';
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
    /^The patch fix\.patch changes nothing that runs of aws-amplify 6\.1\.0: aws-amplify\/index\.cjs\./,
  );
});

test('files of a patch that do not run are told when others do', async () => {
  const { options, messages } = await setUp(GOOD + diff('node_modules/aws-amplify/index.cjs', FROM, TO));

  await loadRelease('6.1.0', options);

  expect(messages).toContain('Of fix.patch, not part of what runs: aws-amplify/index.cjs');
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

  test('is refused where it would run in another order than what is published', async () => {
    const { options } = await withSource('lib-esm');

    await expect(loadRelease('installed', options)).rejects.toThrow(/which Amplify 5 compiles to generators/);
  });
});
