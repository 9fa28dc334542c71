import { describe, expect, test } from 'vitest';
import { evaluate, plainGlobals } from './fixtures.ts';
import { loadRelease } from './load-release.ts';
import { publishedVersions } from './published-versions.ts';
import { sourcePositions } from './source-positions.ts';

const online = await publishedVersions().then(
  () => true,
  () => false,
);

/** What React Native and its AsyncStorage export, as far as Amplify 5 looks at it. */
function reactNativeGlobals(stored: Map<string, string>): Record<string, unknown> {
  const globals = plainGlobals();
  globals.window = globals;
  globals.ReactNative = {
    Platform: { OS: 'ios', Version: '17' },
    NativeModules: {},
    Linking: { addEventListener() {} },
    AppState: { addEventListener() {} },
  };
  globals.AsyncStorage = {
    getAllKeys: (done: (error: null, keys: string[]) => void) => done(null, [...stored.keys()]),
    multiGet: (keys: string[], done: (error: null, pairs: unknown[]) => void) =>
      done(
        null,
        keys.map((key) => [key, stored.get(key)]),
      ),
    setItem: async (key: string, value: string) => void stored.set(key, value),
    removeItem: async (key: string) => void stored.delete(key),
  };
  return globals;
}

describe.skipIf(!online)('from the registry', { timeout: 120_000 }, () => {
  test.each(['6.0.0', '6.6.6', '6.12.1'])('%s has what a realm needs', async (version) => {
    const release = await loadRelease(version);

    const exports = evaluate(release.bundle, plainGlobals());

    expect(exports.getAmplifyUserAgent()).toContain(`aws-amplify/${version}`);
    expect(exports.cognitoUserPoolsTokenProvider.setKeyValueStorage).toBeTypeOf('function');
    expect(Object.keys(exports.auth)).toEqual(
      expect.arrayContaining(['fetchAuthSession', 'signIn', 'signOut']),
    );
  });

  test('5.3.24 for React Native keeps its store in AsyncStorage', async () => {
    const release = await loadRelease('5.3.24', { flavour: 'react-native' });
    const stored = new Map([['@MemoryStorage:before', '1']]);

    const exports = evaluate(release.bundle, reactNativeGlobals(stored));
    const storage = new exports.StorageHelper().getStorage();
    await storage.sync();
    storage.setItem('after', '2');

    expect(release).toMatchObject({ major: 5, flavour: 'react-native' });
    expect(storage.getItem('before')).toBe('1');
    expect(stored.get('@MemoryStorage:after')).toBe('2');
    expect(exports.Auth.currentSession).toBeTypeOf('function');
  });

  test('5.3.24 for the web keeps its store in localStorage', async () => {
    const release = await loadRelease('5.3.24', { flavour: 'web' });
    const localStorage = { setItem() {}, removeItem() {} };
    const globals = plainGlobals();
    globals.window = { localStorage };
    globals.self = { fetch() {} };

    const exports = evaluate(release.bundle, globals);

    expect(new exports.StorageHelper().getStorage()).toBe(localStorage);
    expect(exports.Auth.currentSession).toBeTypeOf('function');
  });

  test('positions in 5.3.24 lead to its TypeScript', async () => {
    const release = await loadRelease('5.3.24');
    const lines = release.bundle.code.split('\n');
    const line = lines.findIndex((text) => text.includes('AuthClass2.prototype.currentSession = '));

    const position = sourcePositions(release).at(line + 1, (lines[line]?.search(/currentSession/) ?? 0) + 1);

    expect(position?.file).toBe('@aws-amplify/auth/src/Auth.ts');
    expect(sourcePositions(release).textOf('@aws-amplify/auth/src/Auth.ts', position?.line ?? 0)).toContain(
      'currentSession(',
    );
  });
});
