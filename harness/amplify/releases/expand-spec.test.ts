import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { exactVersion, expandSpec, versionsBetween } from './expand-spec.ts';
import { FakeNpm, tinyAmplify, writeFiles } from './fixtures.ts';

async function options() {
  const npm = new FakeNpm(
    '5.2.0',
    '5.3.1',
    '5.3.2',
    '6.0.0',
    '6.0.1',
    '6.1.0-next.1',
    '6.1.0',
    '6.1.1',
    '6.2.0',
  );
  return { npm, cacheDir: await temporaryDirectory() };
}

test.each([
  ['^6.0.1', ['6.0.1', '6.1.0', '6.1.1', '6.2.0']],
  ['>=5', ['5.3.1', '5.3.2', '6.0.0', '6.0.1', '6.1.0', '6.1.1', '6.2.0']],
  ['minors:6.x', ['6.0.1', '6.1.1', '6.2.0']],
  ['last1:5.3.x', ['5.3.2']],
  ['last2:6.x', ['6.1.1', '6.2.0']],
  ['6.1.0', ['6.1.0']],
  ['latest', ['6.2.0']],
  ['installed', ['installed']],
  ['file:../fork', ['file:../fork']],
])('%s stands for %j', async (spec, expected) => {
  expect(await expandSpec(spec, await options())).toEqual(expected);
});

test.each([
  ['^7', /^No published aws-amplify is in the range "\^7"/],
  ['^5.1 <5.3', /^aws-amplify 5\.2\.0 is not supported\. Use a version 5\.3\.x or 6\.x\.$/],
  ['minors:^7', /^No published aws-amplify is in the range "\^7"/],
  ['last0:6.x', /is not a release of Amplify/],
])('%s is refused with what comes close', async (spec, message) => {
  await expect(expandSpec(spec, await options())).rejects.toThrow(message);
});

test('the exact version of the installed release is read from the project', async () => {
  const projectDir = await temporaryDirectory();
  await writeFiles(join(projectDir, 'node_modules'), tinyAmplify('6.1.1'));

  expect(await exactVersion('installed', { ...(await options()), projectDir })).toBe('6.1.1');
});

test('a directory has no place among published versions', async () => {
  await expect(exactVersion('file:../fork', await options())).rejects.toThrow(
    '"file:../fork" is not a published release. Use a version, a range, a tag or "installed".',
  );
});

test('between two versions lie those published with neither prereleases nor unsupported ones', async () => {
  expect(await versionsBetween('5.3.2', '6.1.1', await options())).toEqual([
    '5.3.2',
    '6.0.0',
    '6.0.1',
    '6.1.0',
    '6.1.1',
  ]);
  expect(await versionsBetween('6.1.0-next.1', '6.1.0', await options())).toEqual(['6.1.0-next.1', '6.1.0']);
});

test('an exact version needs no registry', async () => {
  const { npm, cacheDir } = await options();

  expect(await expandSpec('6.1.0', { npm, cacheDir, offline: true })).toEqual(['6.1.0']);
  expect(await exactVersion('6.1.0', { npm, cacheDir, offline: true })).toBe('6.1.0');
});

test('an end that was never published is refused with what comes close', async () => {
  await expect(versionsBetween('6.0.0', '6.1.7', await options())).rejects.toThrow(
    'aws-amplify 6.1.7 was never published. Nearest versions: 6.1.0, 6.1.1, 6.2.0.',
  );
});

test('two versions in the wrong order are refused', async () => {
  await expect(versionsBetween('6.1.1', '6.0.0', await options())).rejects.toThrow(
    /^There is no release between 6\.1\.1 and 6\.0\.0\. Give the older one first/,
  );
});
