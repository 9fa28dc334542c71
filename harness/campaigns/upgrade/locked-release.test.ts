import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { writeFiles } from '../../amplify/releases/fixtures.ts';
import { lockedRelease } from './locked-release.ts';
import { treeAt, workingTree } from './source-tree.ts';

function lock(version: string): object {
  return { lockfileVersion: 3, packages: { 'node_modules/aws-amplify': { version } } };
}

/** A repository with a commit of these files, tagged `before`. */
async function repository(files: Readonly<Record<string, unknown>>): Promise<string> {
  const top = await temporaryDirectory();
  await writeFiles(top, files);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: top });
  git('init', '--quiet');
  git('add', '.');
  git(
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.org',
    'commit',
    '--quiet',
    '--no-gpg-sign',
    '-m',
    'first',
  );
  git('tag', 'before');
  return top;
}

test('a revision and the working tree are told apart', async () => {
  const top = await repository({ 'package-lock.json': lock('6.6.6') });
  await writeFiles(top, { 'package-lock.json': lock('6.22.1') });

  expect(await lockedRelease(await treeAt('before', top))).toEqual({
    spec: '6.6.6',
    file: 'package-lock.json',
  });
  expect(await lockedRelease(await workingTree(top))).toEqual({ spec: '6.22.1', file: 'package-lock.json' });
});

test('an app in a workspace is found by the lock file above it', async () => {
  const top = await repository({
    'package-lock.json': {
      packages: {
        'node_modules/aws-amplify': { version: '6.6.6' },
        'apps/shop/node_modules/aws-amplify': { version: '6.12.2' },
      },
    },
    'apps/shop/package.json': { dependencies: { 'aws-amplify': '^6.12.0' } },
  });

  const tree = await treeAt('before', join(top, 'apps', 'shop'));

  expect(await lockedRelease(tree)).toEqual({ spec: '6.12.2', file: 'package-lock.json' });
});

test('without a lock file package.json tells the range', async () => {
  const top = await repository({ 'package.json': { dependencies: { 'aws-amplify': '^6.6.0' } } });

  expect(await lockedRelease(await treeAt('before', top))).toEqual({ spec: '^6.6.0', file: 'package.json' });
});

test.each([
  [
    'no Amplify',
    { 'package.json': {} },
    /^Neither a lock file nor a package\.json of before names aws-amplify\. Run it in the folder/,
  ],
  [
    'a damaged lock file',
    { 'package-lock.json': '{"packages": ' },
    /^package-lock\.json of before cannot be parsed \(SyntaxError/,
  ],
  [
    'a fork',
    { 'package.json': { dependencies: { 'aws-amplify': 'github:me/amplify-js' } } },
    /^package\.json of before takes aws-amplify from github:me\/amplify-js, which is not a published version/,
  ],
])('%s is an error that says what to do', async (_, files, message) => {
  const top = await repository(files);

  await expect(treeAt('before', top).then(lockedRelease)).rejects.toThrow(message);
});

test('a revision that is not there, or no repository at all, is an error', async () => {
  const top = await repository({ 'package.json': {} });

  await expect(treeAt('origin/main', top)).rejects.toThrow(
    /^The repository has no revision "origin\/main"\. .*fetch-depth: 0/,
  );
  await expect(treeAt('--output=x', top)).rejects.toThrow(/^The repository has no revision "--output=x"/);
  await expect(workingTree(await temporaryDirectory())).rejects.toThrow(
    /is not in a git repository\. Give two releases/,
  );
});
