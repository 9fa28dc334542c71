import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { evaluate, FakeNpm, tinyAmplify, writeFiles } from './fixtures.ts';
import { loadRelease } from './load-release.ts';

describe('a published version', () => {
  test('is fetched once, then comes from the cache', async () => {
    const npm = new FakeNpm('6.1.0', '6.2.0');
    const cacheDir = await temporaryDirectory();

    const first = await loadRelease('6.1.0', { cacheDir, npm });
    npm.online = false;
    const second = await loadRelease('6.1.0', { cacheDir, npm });

    expect(first).toMatchObject({ spec: '6.1.0', version: '6.1.0', major: 6, label: '6.1.0' });
    expect(first.packages).toEqual({ 'aws-amplify': '6.1.0' });
    expect(second.bundle.hash).toBe(first.bundle.hash);
    expect(npm.installs).toBe(1);
  });

  test('leaves only the bundle, its map and a manifest behind', async () => {
    const cacheDir = await temporaryDirectory();

    await loadRelease('6.1.0', { cacheDir, npm: new FakeNpm('6.1.0') });

    const [entry, ...others] = await readdir(join(cacheDir, 'releases'));
    expect(others).toEqual([]);
    const files = await readdir(join(cacheDir, 'releases', entry ?? ''));
    expect(files.sort()).toEqual(['bundle.js', 'bundle.js.map', 'manifest.json']);
  });

  test('is fetched once by loads that run at the same time', async () => {
    const npm = new FakeNpm('6.1.0');
    const cacheDir = await temporaryDirectory();

    const releases = await Promise.all([1, 2, 3].map(() => loadRelease('6.1.0', { cacheDir, npm })));

    expect(new Set(releases.map(({ bundle }) => bundle.hash)).size).toBe(1);
    expect(npm.installs).toBe(1);
  });

  test.each([
    ['bundle.js', 'return'],
    ['bundle.js.map', '{"version": 3'],
    ['manifest.json', '{}'],
    ['manifest.json', ''],
  ])('is made again when %s in its cache entry was replaced by %j', async (file, content) => {
    const npm = new FakeNpm('6.1.0');
    const cacheDir = await temporaryDirectory();
    const whole = await loadRelease('6.1.0', { cacheDir, npm });
    const [entry = ''] = await readdir(join(cacheDir, 'releases'));
    await writeFile(join(cacheDir, 'releases', entry, file), content);

    const again = await loadRelease('6.1.0', { cacheDir, npm });

    expect(again.bundle.code).toBe(whole.bundle.code);
    expect(npm.installs).toBe(2);
  });

  test('cannot be loaded without a network unless it is cached; the error says what to run', async () => {
    const npm = new FakeNpm('6.1.0');
    npm.online = false;
    const cacheDir = await temporaryDirectory();

    await expect(loadRelease('6.1.0', { cacheDir, npm })).rejects.toThrow(
      /6\.1\.0 cannot be loaded: .*registry cannot be reached\. Run "npx amplify-race run sequential --amplify 6\.1\.0"/,
    );
    await expect(loadRelease('6.1.0', { cacheDir, npm, offline: true })).rejects.toThrow(
      /--offline forbids asking the registry/,
    );
    expect(await readdir(join(cacheDir, 'releases'))).toEqual([]);
  });

  test('that does not exist is refused with the nearest ones', async () => {
    const npm = new FakeNpm('6.1.0', '6.1.1', '6.3.0', '6.3.1', '6.4.0');

    await expect(loadRelease('6.2.9', { cacheDir: await temporaryDirectory(), npm })).rejects.toThrow(
      'aws-amplify 6.2.9 was never published. Nearest versions: 6.1.0, 6.1.1, 6.3.0, 6.3.1.',
    );
  });

  test('that the registry lists and does not have is told, and leaves nothing behind', async () => {
    const npm = new FakeNpm('6.1.0', '6.2.0');
    const cacheDir = await temporaryDirectory();
    const view = npm.view.bind(npm);
    npm.view = async (spec) => (spec === 'aws-amplify@6.1.0' ? undefined : view(spec));

    await expect(loadRelease('6.1.0', { cacheDir, npm })).rejects.toThrow(
      'The registry lists aws-amplify 6.1.0 but cannot deliver it. Try again later, or use another version.',
    );
    expect(await readdir(join(cacheDir, 'releases'))).toEqual([]);
  });

  test('that a full disk does not take is told, and leaves nothing behind; with room it is loaded', async () => {
    const npm = new FakeNpm('6.1.0');
    const cacheDir = await temporaryDirectory();
    const full = new FakeNpm('6.1.0');
    full.install = async () => {
      throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
    };

    await expect(loadRelease('6.1.0', { cacheDir, npm: full })).rejects.toThrow(
      /^The cache directory \S+ cannot be written: the disk is full\. Free some space, or set AMPLIFY_RACE_CACHE/,
    );
    expect(await readdir(join(cacheDir, 'releases'))).toEqual([]);
    await expect(loadRelease('6.1.0', { cacheDir, npm })).resolves.toMatchObject({ version: '6.1.0' });
  });

  test('of an unsupported major is refused before anything is fetched', async () => {
    const npm = new FakeNpm('4.3.0');

    await expect(loadRelease('4.3.0', { cacheDir: await temporaryDirectory(), npm })).rejects.toThrow(
      'aws-amplify 4.3.0 is not supported. Use a version 5.3.x or 6.x.',
    );
    expect(npm.views).toBe(0);
  });
});

describe('a range or a tag', () => {
  test('stands for its highest version, and the label shows which', async () => {
    const npm = new FakeNpm('6.1.0', '6.1.5', '6.2.0');
    const cacheDir = await temporaryDirectory();

    const range = await loadRelease('~6.1', { cacheDir, npm });
    const tag = await loadRelease('latest', { cacheDir, npm });

    expect(range.label).toBe('~6.1 (6.1.5)');
    expect(tag.label).toBe('latest (6.2.0)');
  });

  test('is resolved from memory when the registry cannot be reached, and says so', async () => {
    const npm = new FakeNpm('6.1.0');
    const cacheDir = await temporaryDirectory();
    await loadRelease('latest', { cacheDir, npm });
    npm.online = false;
    const messages: string[] = [];

    const release = await loadRelease('latest', { cacheDir, npm, onProgress: (line) => messages.push(line) });

    expect(release.version).toBe('6.1.0');
    expect(messages.join()).toMatch(/The registry cannot be reached: using the list of versions of \d{4}-/);
  });

  test('that nothing matches is refused with what comes close', async () => {
    const npm = new FakeNpm('6.1.0', '6.2.0');
    const cacheDir = await temporaryDirectory();

    await expect(loadRelease('^7.0.0', { cacheDir, npm })).rejects.toThrow(
      'No published aws-amplify is in the range "^7.0.0". Nearest versions: 6.1.0, 6.2.0.',
    );
    await expect(loadRelease('lastest', { cacheDir, npm })).rejects.toThrow(
      'aws-amplify has no tag "lastest". Did you mean "latest"? Tags: latest.',
    );
  });
});

describe('a release on this machine', () => {
  test('is found from a directory below the project', async () => {
    const project = await temporaryDirectory();
    await writeFiles(join(project, 'node_modules'), tinyAmplify('6.5.0'));
    await writeFiles(project, { 'apps/shop/index.js': '' });

    const release = await loadRelease('installed', {
      cacheDir: await temporaryDirectory(),
      projectDir: join(project, 'apps', 'shop'),
    });

    expect(release.label).toBe('installed (6.5.0)');
  });

  test('may be given as a directory relative to the project', async () => {
    const root = await temporaryDirectory();
    await writeFiles(join(root, 'fork', 'node_modules'), tinyAmplify('6.5.0'));
    await writeFiles(root, { 'app/package.json': {} });

    const release = await loadRelease('file:../fork', {
      cacheDir: await temporaryDirectory(),
      projectDir: join(root, 'app'),
    });

    expect(release.label).toBe('file:../fork (6.5.0)');
  });

  test('is bundled again as soon as one of its files changes', async () => {
    const project = await temporaryDirectory();
    const options = { cacheDir: await temporaryDirectory(), projectDir: project };
    await writeFiles(join(project, 'node_modules'), tinyAmplify('6.5.0', 'published'));
    const before = await loadRelease('installed', options);
    await writeFiles(join(project, 'node_modules'), tinyAmplify('6.5.0', 'patched!!'));

    const after = await loadRelease('installed', options);

    expect(evaluate(before.bundle).Amplify.answer).toBe('published');
    expect(evaluate(after.bundle).Amplify.answer).toBe('patched!!');
    expect(() => before.bundle.sourceMap()).toThrow('belongs to another build');
    expect(await readdir(join(options.cacheDir, 'releases'))).toHaveLength(1);
  });

  test('is not bundled again while its files stay as they are', async () => {
    const project = await temporaryDirectory();
    const messages: string[] = [];
    const options = {
      cacheDir: await temporaryDirectory(),
      projectDir: project,
      onProgress: (line: string) => messages.push(line),
    };
    await writeFiles(join(project, 'node_modules'), tinyAmplify('6.5.0'));

    await loadRelease('installed', options);
    await loadRelease('installed', options);

    expect(messages).toHaveLength(1);
  });

  test('that is missing or broken gives an error that says what to do', async () => {
    const project = await temporaryDirectory();
    const options = { cacheDir: await temporaryDirectory(), projectDir: project };

    await expect(loadRelease('file:nowhere', options)).rejects.toThrow(
      /There is no aws-amplify in \S*nowhere\. Name/,
    );
    await writeFiles(join(project, 'node_modules'), tinyAmplify('6.5.0'));
    await writeFiles(join(project, 'node_modules'), { 'aws-amplify/index.mjs': 'export const = 1;' });
    await expect(loadRelease('installed', options)).rejects.toThrow(
      /cannot be bundled: index\.mjs:1: .* Check that it is complete/,
    );
  });
});

test('what is no release at all is refused with the accepted forms', async () => {
  const options = { cacheDir: await temporaryDirectory() };

  await expect(loadRelease('', options)).rejects.toThrow(/"" is not a release of Amplify\. Use "installed"/);
  await expect(loadRelease('../fork', options)).rejects.toThrow(
    'For a directory or a tarball, write file:../fork.',
  );
  await expect(loadRelease('file:', options)).rejects.toThrow('"file:" names no directory or tarball');
});

test('calls that a release lacks are left out of its bundle', async () => {
  const npm = new FakeNpm('6.1.0');

  const release = await loadRelease('6.1.0', {
    cacheDir: await temporaryDirectory(),
    npm,
    apis: ['signOut', 'fetchAuthSession'],
  });

  expect(Object.keys(evaluate(release.bundle).auth)).toEqual(['signOut']);
});

test('the manifest names no path of a directory that is gone', async () => {
  const cacheDir = await temporaryDirectory();

  await loadRelease('6.1.0', { cacheDir, npm: new FakeNpm('6.1.0') });

  const [entry = ''] = await readdir(join(cacheDir, 'releases'));
  const files = ['manifest.json', 'bundle.js', 'bundle.js.map'].map((name) =>
    readFile(join(cacheDir, 'releases', entry, name), 'utf8'),
  );
  for (const text of await Promise.all(files)) {
    expect(text).not.toContain(cacheDir);
  }
});
