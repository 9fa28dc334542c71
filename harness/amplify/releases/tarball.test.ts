import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { evaluate, FakeNpm, pack, tinyAmplify } from './fixtures.ts';
import { loadRelease } from './load-release.ts';

/** The files of `aws-amplify` as in {@link tinyAmplify}. */
function files(version: string, answer: string): Record<string, unknown> {
  const prefix = 'aws-amplify/';
  const own = Object.entries(tinyAmplify(version, answer)).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(own.map(([path, content]) => [path.slice(prefix.length), content]));
}

async function project() {
  const projectDir = await temporaryDirectory();
  const cacheDir = await temporaryDirectory();
  return { projectDir, options: { projectDir, cacheDir, npm: new FakeNpm() } };
}

test('a packed aws-amplify is loaded, then comes from the cache', async () => {
  const { projectDir, options } = await project();
  await pack(join(projectDir, 'fork.tgz'), files('6.7.0-fork', 'packed'));

  const first = await loadRelease('file:fork.tgz', options);
  options.npm.online = false;
  const second = await loadRelease('file:fork.tgz', options);

  expect(first).toMatchObject({ version: '6.7.0-fork', label: 'file:fork.tgz (6.7.0-fork)' });
  expect(evaluate(first.bundle).Amplify.answer).toBe('packed');
  expect(second.bundle.hash).toBe(first.bundle.hash);
  expect(options.npm.installs).toBe(1);
});

test('a tarball that was packed anew is another release', async () => {
  const { projectDir, options } = await project();
  await pack(join(projectDir, 'fork.tgz'), files('6.7.0', 'before'));
  await loadRelease('file:fork.tgz', options);
  await pack(join(projectDir, 'fork.tgz'), files('6.7.0', 'after'));

  const release = await loadRelease('file:fork.tgz', options);

  expect(evaluate(release.bundle).Amplify.answer).toBe('after');
});

test('without a network the error says that its dependencies are missing', async () => {
  const { projectDir, options } = await project();
  await pack(join(projectDir, 'fork.tgz'), files('6.7.0', 'packed'));
  options.npm.online = false;

  await expect(loadRelease('file:fork.tgz', options)).rejects.toThrow(
    /^The dependencies of .*fork\.tgz cannot be loaded: .* registry cannot be reached\. Run "npx amplify-race run sequential --amplify file:/,
  );
  expect(await readdir(join(options.cacheDir, 'releases'))).toEqual([]);
});

test.each([
  ['that is missing', undefined, /cannot be read \(ENOENT\)\. Check the path/],
  ['that is something else', 'no tarball', /is not a packed package: .* Make it with "npm pack"/],
])('a tarball %s is refused', async (_, content, message) => {
  const { projectDir, options } = await project();
  if (content !== undefined) await writeFile(join(projectDir, 'fork.tgz'), content);

  await expect(loadRelease('file:fork.tgz', options)).rejects.toThrow(message);
});

test('a tarball of another package is refused with its name', async () => {
  const { projectDir, options } = await project();
  await pack(join(projectDir, 'auth.tgz'), {
    'package.json': { name: '@aws-amplify/auth', version: '6.1.0' },
  });

  await expect(loadRelease('file:auth.tgz', options)).rejects.toThrow(
    /auth\.tgz contains @aws-amplify\/auth, not aws-amplify\. .*--patch\./,
  );
});
