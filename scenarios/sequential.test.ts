import { describe, expect, test } from 'vitest';
import { STORAGE_BACKEND_NAMES } from '../fakes/storage/catalogue.ts';
import { canBeHad } from '../harness/amplify/releases/fixtures.ts';
import type { WholeExecution } from '../harness/simulation/execution/execution.ts';
import { checkScenario } from '../vitest/index.ts';
import { sequential } from './sequential.ts';

const published = ['5.3.24', '6.0.30'];
const available = await Promise.all(published.map(canBeHad));
const RELEASES = ['installed', ...published.filter((_, index) => available[index])];

const OF_BROWSERS: readonly string[] = ['local-storage', 'cookies', 'indexed-db'];

/**
 * On React Native. Amplify 5 knows neither AsyncStorage 3, which has no callbacks, nor storages like secure stores, and
 * it does not wait for what it writes: where operations have no order a token may be stored after its removal.
 */
function storagesOf(amplify: string): string[] {
  const native = STORAGE_BACKEND_NAMES.filter((name) => !OF_BROWSERS.includes(name));
  return native.filter(
    (name) =>
      !(
        amplify.startsWith('5') &&
        /^(async-storage-3|async-storage-next-android|secure-store|unordered)/.test(name)
      ),
  );
}

describe.each(RELEASES)('on %s', { timeout: 120_000 }, (amplify) => {
  test.each([
    ...storagesOf(amplify).map((storage) => ({ platform: 'react-native', storage })),
    ...['sync', ...OF_BROWSERS]
      .filter((storage) => storage !== 'indexed-db' || !amplify.startsWith('5'))
      .map((storage) => ({ platform: 'web', storage })),
  ])('nothing is found with $platform $storage', async (set) => {
    const result = await checkScenario(sequential, { amplify, set, runs: 10 });

    expect(result).toMatchObject({ verdict: 'survives', findings: [] });
  });
});

describe('its invariants', () => {
  const [work, nothingLeft] = sequential.invariants ?? [];
  const session = (accessToken: string) => ({ kind: 'session', signedIn: true, accessToken });
  const calls = [
    { api: 'signIn', status: 'resolved', value: { kind: 'sign-in', complete: true } },
    { api: 'fetchAuthSession', status: 'resolved', value: session('first') },
    { api: 'fetchAuthSession', status: 'resolved', value: session('second') },
    { api: 'getCurrentUser', status: 'resolved', value: { kind: 'user', signedIn: true, username: 'alice' } },
    { api: 'signOut', status: 'resolved', value: undefined },
  ];

  function executionWith(change: object, index: number): WholeExecution {
    const changed = calls.map((call, at) => (at === index ? { ...call, ...change } : call));
    return { calls: changed, devices: new Map() } as unknown as WholeExecution;
  }

  test('accept a day on which all goes well', () => {
    expect(work?.check(executionWith({}, 0))).toBeUndefined();
  });

  test.each([
    [{ value: { kind: 'sign-in', complete: false } }, 0],
    [{ value: { kind: 'session', signedIn: false } }, 1],
    [{ value: session('first') }, 2],
    [{ value: { kind: 'user', signedIn: true, username: 'bob' } }, 3],
    [{ status: 'rejected', error: new Error('Network error') }, 4],
    [{ status: 'running' }, 4],
  ])('object to %j of call %i', (change, index) => {
    expect(work?.check(executionWith(change, index))).toBeDefined();
  });

  test.each(calls.slice(0, -1).map(({ api }, index) => [index, api] as const))(
    'ask nothing of a program without call %i, %s',
    (index) => {
      const others = calls.filter((_, at) => at !== index).map((call) => ({ ...call, value: undefined }));

      expect(work?.check({ calls: others, devices: new Map() } as unknown as WholeExecution)).toBeUndefined();
    },
  );

  test.each([
    ['@MemoryStorage:CognitoIdentityServiceProvider.client.alice.idToken', true],
    ['CognitoIdentityServiceProvider.client.LastAuthUser', true],
    ['CognitoIdentityServiceProvider.client.alice.signInDetails', true],
    ['CognitoIdentityServiceProvider.client.alice.deviceKey', false],
    ['amplify-signin-with-hostedUI', false],
  ])('object to what is left: %s, %s', (key, objects) => {
    const devices = new Map([['phone', { data: new Map([[key, 'value']]) }]]);

    const breach = nothingLeft?.check({ calls, devices } as unknown as WholeExecution);
    const withoutSignOut = nothingLeft?.check({
      calls: calls.slice(0, -1),
      devices,
    } as unknown as WholeExecution);

    expect(breach !== undefined).toBe(objects);
    expect(withoutSignOut).toBeUndefined();
  });
});
