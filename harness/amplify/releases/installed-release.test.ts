import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { evaluate, plainGlobals } from './fixtures.ts';
import { INJECTED_GLOBALS } from './injected-globals.ts';
import { loadRelease } from './load-release.ts';
import type { Release } from './release.ts';
import { sourcePositions } from './source-positions.ts';

// The real aws-amplify, the one that this repository depends on.
let release: Release;

beforeAll(async () => {
  release = await loadRelease('installed');
});

const config = {
  Auth: { Cognito: { userPoolId: 'eu-west-1_abcdefghi', userPoolClientId: 'client' } },
};

/** A realm whose storage records what is read from it. */
function realm() {
  const exports = evaluate(release.bundle, plainGlobals());
  const reads: string[] = [];
  exports.Amplify.configure(config);
  exports.cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: async (key: string) => {
      reads.push(key);
      return null;
    },
  });
  return { exports, reads };
}

describe('the bundle', () => {
  test('exports the calls, the providers and what a realm needs', () => {
    const exports = evaluate(release.bundle, plainGlobals());

    expect(Object.keys(exports.auth)).toEqual(
      expect.arrayContaining([
        'fetchAuthSession',
        'getCurrentUser',
        'signIn',
        'signOut',
        'signInWithRedirect',
      ]),
    );
    expect(Object.keys(exports)).toEqual(
      expect.arrayContaining(['Amplify', 'Hub', 'CookieStorage', 'defaultStorage', 'getAmplifyUserAgent']),
    );
    expect(exports.getAmplifyUserAgent()).toContain(`aws-amplify/${release.version}`);
  });

  test('shares nothing between two evaluations', async () => {
    const one = realm();
    const other = realm();

    const session = await one.exports.auth.fetchAuthSession();

    expect(session.tokens).toBeUndefined();
    expect(one.reads).toContain('CognitoIdentityServiceProvider.client.LastAuthUser');
    expect(other.reads).toEqual([]);
  });

  test('sees only the globals that it is given', async () => {
    const hidden = new Set<string>(INJECTED_GLOBALS);
    const free = Object.getOwnPropertyNames(globalThis).filter((name) => !hidden.has(name));

    const used = await globalsUsed(release.bundle.code, free);

    // Whatever comes in here must be unable to reach time, randomness, input, output or a thread.
    expect(used).toEqual([
      ...['Array', 'ArrayBuffer', 'Boolean', 'DataView', 'Error', 'Int32Array', 'JSON', 'Map', 'Number'],
      ...['Object', 'Promise', 'RangeError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TextEncoder'],
      ...['TypeError', 'URL', 'URLSearchParams', 'Uint32Array', 'Uint8Array', 'WeakMap', 'atob', 'btoa'],
      ...['decodeURIComponent', 'encodeURIComponent', 'escape', 'parseInt'],
    ]);
  });

  test('keeps async functions as they are', () => {
    expect(release.bundle.code).toMatch(/async storeTokens\(/);
    expect(release.bundle.code.includes('__async(')).toBe(false);
  });

  test('leaves the depth of stack traces as it was', () => {
    const before = Error.stackTraceLimit;

    evaluate(release.bundle, plainGlobals());

    expect(Error.stackTraceLimit).toBe(before);
  });
});

describe('source positions', () => {
  test('lead to the line of the TypeScript file that a method is on', () => {
    const positions = sourcePositions(release);
    const lines = release.bundle.code.split('\n');
    const line = lines.findIndex((text) => text.includes('async storeTokens('));
    const column = lines[line]?.indexOf('storeTokens') ?? -1;

    const position = positions.at(line + 1, column + 1);

    expect(position?.file).toBe('@aws-amplify/auth/src/providers/cognito/tokenProvider/TokenStore.ts');
    expect(positions.textOf(position?.file ?? '', position?.line ?? 0)).toMatch(
      /^async storeTokens\(tokens: CognitoAuthTokens\)/,
    );
  });

  test('are found for the frames of a stack, with the names of the functions', async () => {
    const { exports } = realm();
    let stack = '';
    exports.cognitoUserPoolsTokenProvider.setKeyValueStorage({
      getItem: async () => {
        stack = new Error('read').stack ?? '';
        return null;
      },
    });

    await exports.auth.fetchAuthSession();

    const frames = sourcePositions(release).ofStack(stack, 'bundle.js');
    expect(frames[0]).toMatchObject({
      file: '@aws-amplify/auth/src/providers/cognito/tokenProvider/TokenStore.ts',
      function: expect.stringContaining('getLastAuthUser'),
    });
    expect(frames.map(({ file }) => file)).toContain(
      '@aws-amplify/auth/src/providers/cognito/tokenProvider/TokenOrchestrator.ts',
    );
  });

  test('are right for almost every name in the bundle', () => {
    const positions = sourcePositions(release);
    const names = release.bundle.code.split('\n').flatMap((text, line) =>
      [...text.matchAll(/(?<=\.)[A-Za-z]\w{4,}/g)].flatMap(({ 0: name, index }) => {
        const position = positions.at(line + 1, index + 1);
        return position?.file.startsWith('@aws-amplify/') ? [{ name, position }] : [];
      }),
    );

    const right = names.filter(({ name, position }) =>
      positions.textOf(position.file, position.line)?.includes(name),
    );

    expect(names.length).toBeGreaterThan(2_000);
    expect(right.length / names.length).toBeGreaterThan(0.97);
  });
});

/** Which of some names a script takes from the global scope, in alphabetical order. */
async function globalsUsed(code: string, names: readonly string[]): Promise<string[]> {
  const marked = join(await temporaryDirectory(), 'globals.js');
  // esbuild imports from an injected file what is free in the script, and drops what is not.
  const exports = names.map(
    (name, index) => `let $${index} = "global:${name}";export { $${index} as ${name} };`,
  );
  await writeFile(marked, exports.join('\n'));
  const script = `export default function (${INJECTED_GLOBALS.join(', ')}) { ${code} }`;
  const { outputFiles } = await build({
    stdin: { contents: script },
    inject: [marked],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const text = outputFiles[0]?.text ?? '';
  return [...text.matchAll(/"global:(\w+)"/g)].map(([, name = '']) => name).sort();
}
