import { describe, expect, test } from 'vitest';
import { DEFAULT_COGNITO_OPTIONS } from '../../../fakes/cognito/options.ts';
import { createFakeStorage } from '../../../fakes/storage/fake-storage.ts';
import { bootV6 } from './v6.ts';

type Auth = Record<'fetchAuthSession' | 'getCurrentUser' | 'signIn' | 'signOut', (input?: object) => unknown>;

/** Exports like those of a bundle, with what they were told. */
function exportsOf(auth: Partial<Auth> = {}) {
  const told: unknown[][] = [];
  const listeners = new Map<string, (capsule: object) => void>();
  const exports = {
    Amplify: { configure: (config: object) => told.push(['configure', config]) },
    auth,
    cognitoUserPoolsTokenProvider: {
      setKeyValueStorage: (storage: object) => told.push(['setKeyValueStorage', storage]),
    },
    Hub: {
      listen: (channel: string, listener: (capsule: object) => void) => listeners.set(channel, listener),
    },
  };
  return { exports, told, listeners };
}

function boot(auth: Partial<Auth> = {}) {
  const { exports } = exportsOf(auth);
  return bootV6(exports, { pool: DEFAULT_COGNITO_OPTIONS, storage: undefined, onHubEvent() {} });
}

const named = (name: string): Error => Object.assign(new Error('no'), { name });

describe('booting', () => {
  test('configures the user pool and hands the storage over', () => {
    const { exports, told } = exportsOf();
    const storage = createFakeStorage();

    bootV6(exports, { pool: DEFAULT_COGNITO_OPTIONS, storage, onHubEvent() {} });

    const { userPoolId, clientId } = DEFAULT_COGNITO_OPTIONS;
    expect(told).toEqual([
      ['configure', { Auth: { Cognito: { userPoolId, userPoolClientId: clientId } } }],
      ['setKeyValueStorage', storage],
    ]);
  });

  test('configures the hosted UI of an app whose users can sign in there', () => {
    const { exports, told } = exportsOf();
    const app = { hostedUi: true };

    bootV6(exports, { pool: DEFAULT_COGNITO_OPTIONS, app, storage: undefined, onHubEvent() {} });

    const { domain } = DEFAULT_COGNITO_OPTIONS;
    expect(told[0]).toMatchObject([
      'configure',
      { Auth: { Cognito: { loginWith: { oauth: { domain, responseType: 'code' } } } } },
    ]);
  });

  test('configures the identity pool of an app that has one, and all again when asked to', async () => {
    const { exports, told } = exportsOf();
    const app = { identityPool: true };

    await bootV6(exports, {
      pool: DEFAULT_COGNITO_OPTIONS,
      app,
      storage: undefined,
      onHubEvent() {},
    }).configure();

    const { identityPoolId, guestAccess } = DEFAULT_COGNITO_OPTIONS;
    expect(told).toEqual(
      Array(2).fill([
        'configure',
        { Auth: { Cognito: expect.objectContaining({ identityPoolId, allowGuestAccess: guestAccess }) } },
      ]),
    );
  });

  test('leaves the storage to Amplify where none is given', () => {
    const { exports, told } = exportsOf();

    bootV6(exports, { pool: DEFAULT_COGNITO_OPTIONS, storage: undefined, onHubEvent() {} });

    expect(told.map(([what]) => what)).toEqual(['configure']);
  });

  test('tells the events of the auth channel', () => {
    const { exports, listeners } = exportsOf();
    const events: string[] = [];
    bootV6(exports, {
      pool: DEFAULT_COGNITO_OPTIONS,
      storage: undefined,
      onHubEvent: (event) => events.push(event),
    });

    listeners.get('auth')?.({ payload: { event: 'tokenRefresh' } });

    expect(events).toEqual(['tokenRefresh']);
  });
});

describe('fetchAuthSession', () => {
  test('gives the tokens as text', async () => {
    const tokens = { accessToken: { toString: () => 'access' }, idToken: { toString: () => 'id' } };

    const session = await boot({ fetchAuthSession: async () => ({ tokens }) }).fetchAuthSession();

    expect(session).toEqual({ kind: 'session', signedIn: true, accessToken: 'access', idToken: 'id' });
  });

  test('gives identity and credentials by their ids, to fetchCredentials as well', async () => {
    const session = { identityId: 'identity', credentials: { accessKeyId: 'key', secretAccessKey: 's' } };
    const client = boot({ fetchAuthSession: async () => session });

    expect(await Promise.all([client.fetchAuthSession(), client.fetchCredentials()])).toEqual(
      Array(2).fill({ kind: 'session', signedIn: false, identityId: 'identity', accessKeyId: 'key' }),
    );
  });

  test('without tokens means that nobody is signed in', async () => {
    const session = await boot({ fetchAuthSession: async () => ({}) }).fetchAuthSession();

    expect(session).toEqual({ kind: 'session', signedIn: false });
  });

  test('passes its options on', async () => {
    let given: unknown;
    const client = boot({
      fetchAuthSession: async (options) => {
        given = options;
        return {};
      },
    });

    await client.fetchAuthSession({ forceRefresh: true });

    expect(given).toEqual({ forceRefresh: true });
  });
});

describe('getCurrentUser', () => {
  test('gives the name of who is signed in', async () => {
    const user = await boot({ getCurrentUser: async () => ({ username: 'alice' }) }).getCurrentUser();

    expect(user).toEqual({ kind: 'user', signedIn: true, username: 'alice', loginId: null });
  });

  test('gives the name by which the user signed in, where Amplify says it', async () => {
    const getCurrentUser = async () => ({
      username: '1f0c',
      signInDetails: { loginId: 'alice@example.com' },
    });

    expect(await boot({ getCurrentUser }).getCurrentUser()).toMatchObject({ loginId: 'alice@example.com' });
  });

  test('that is refused as unauthenticated means that nobody is signed in', async () => {
    const client = boot({ getCurrentUser: () => Promise.reject(named('UserUnAuthenticatedException')) });

    expect(await client.getCurrentUser()).toEqual({ kind: 'user', signedIn: false });
  });

  test('that fails for another reason fails', async () => {
    const client = boot({ getCurrentUser: () => Promise.reject(named('NetworkError')) });

    await expect(client.getCurrentUser()).rejects.toMatchObject({ name: 'NetworkError' });
  });
});

test('signIn says whether it is complete', async () => {
  const input = { username: 'alice', password: 'x' };
  const done = boot({ signIn: async () => ({ isSignedIn: true }) });
  const challenged = boot({ signIn: async () => ({ isSignedIn: false }) });

  expect([await done.signIn(input), await challenged.signIn(input)]).toEqual([
    { kind: 'sign-in', complete: true, username: 'alice' },
    { kind: 'sign-in', complete: false, username: 'alice' },
  ]);
});

test.each([
  [undefined, 'USER_PASSWORD_AUTH'],
  ['password', 'USER_PASSWORD_AUTH'],
  ['srp', 'USER_SRP_AUTH'],
] as const)('signIn goes the way that the app wants: %s', async (signInBy, authFlowType) => {
  let given: unknown;
  const { exports } = exportsOf({ signIn: async (input) => (given = input) });
  const app = { ...(signInBy && { signInBy }) };
  const client = bootV6(exports, { pool: DEFAULT_COGNITO_OPTIONS, app, storage: undefined, onHubEvent() {} });

  await client.signIn({ username: 'alice', password: 'x' });

  expect(given).toEqual({ username: 'alice', password: 'x', options: { authFlowType } });
});

test('signOut passes its options on and gives nothing', async () => {
  let given: unknown;
  const client = boot({ signOut: async (options) => (given = options) });

  const result = await client.signOut({ global: true });

  expect([given, result]).toEqual([{ global: true }, undefined]);
});
