import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { loadRelease } from './load-release.ts';
import { npmCommand } from './npm.ts';
import { npmFailure } from './npm-failure.ts';
import { publishedVersions } from './published-versions.ts';

let server: Server | undefined;

/** Lets npm talk to a registry of this test. */
async function registry(answer: (path: string) => object | undefined): Promise<void> {
  const own = createServer((request, response) => {
    const body = answer(decodeURIComponent(request.url ?? ''));
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'not found' }));
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${(own.address() as AddressInfo).port}/`);
}

beforeEach(async () => {
  vi.stubEnv('npm_config_cache', await temporaryDirectory());
});

afterEach(() => {
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
});

/** `aws-amplify` with one version, which depends on a package that is gone. */
function amplifyWithoutCore(path: string): object | undefined {
  if (path !== '/aws-amplify') return undefined;
  const manifest = { name: 'aws-amplify', version: '6.1.0', dependencies: { '@aws-amplify/core': '6.1.0' } };
  return {
    name: 'aws-amplify',
    'dist-tags': { latest: '6.1.0' },
    versions: { '6.1.0': { ...manifest, dist: { tarball: 'http://127.0.0.1:9/none.tgz', shasum: '0' } } },
  };
}

describe('npm', { timeout: 60_000 }, () => {
  test('says what is published, and nothing of what is not', async () => {
    await registry(amplifyWithoutCore);

    expect(await npmCommand.view('aws-amplify@6.1.0', ['dependencies'])).toEqual({
      '@aws-amplify/core': '6.1.0',
    });
    expect(await npmCommand.view('aws-amplify@6.2.0', ['dependencies'])).toBeUndefined();
  });

  test('a release of which a part was unpublished is told, and leaves nothing behind', async () => {
    await registry(amplifyWithoutCore);
    const cacheDir = await temporaryDirectory();

    await expect(loadRelease('6.1.0', { cacheDir })).rejects.toThrow(
      /^npm install failed: a package that it needs is not, or no longer, in the registry\. Use another version\.$/,
    );
    expect(await readdir(`${cacheDir}/releases`)).toEqual([]);
  });

  test.each([
    ['has no aws-amplify', () => undefined],
    ['has an aws-amplify without versions', () => ({ name: 'aws-amplify', versions: {} })],
  ])('of a registry that %s the error says what to check', async (_, answer) => {
    await registry(answer);
    const cacheDir = await temporaryDirectory();
    const error = /^npm.s registry does not have aws-amplify\. Check "npm config get registry"/;

    await expect(publishedVersions({ cacheDir })).rejects.toThrow(error);
    await expect(loadRelease('6.1.0', { cacheDir })).rejects.toThrow(error);
  });

  test('without a network the error says so', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
    const cacheDir = await temporaryDirectory();

    await expect(loadRelease('6.1.0', { cacheDir })).rejects.toThrow(
      /the registry cannot be reached\. Run "npx amplify-race run/,
    );
    await expect(publishedVersions({ cacheDir })).rejects.toThrow(/The list of Amplify versions is unknown/);
  });
});

test.each([
  [
    'npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write',
    'the disk is full (ENOSPC)',
  ],
  [
    'npm ERR! code E404\nnpm ERR! 404 Not Found',
    'a package that it needs is not, or no longer, in the registry',
  ],
  ['npm error code EUSAGE\nnpm error something else', 'EUSAGE'],
  ['', 'npm gave no reason'],
])('%j is told as: %s', (output, reason) => {
  expect(npmFailure(output).reason).toBe(reason);
});
