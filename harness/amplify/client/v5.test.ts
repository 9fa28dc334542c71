import { describe, expect, test } from 'vitest';
import { DEFAULT_COGNITO_OPTIONS } from '../../../fakes/cognito/options.ts';
import type { AuthClient } from './auth-client.ts';
import { bootV5 } from './v5.ts';

const SESSION = {
  getAccessToken: () => ({ getJwtToken: () => 'access' }),
  getIdToken: () => ({ getJwtToken: () => 'id' }),
  getRefreshToken: () => ({ token: 'refresh' }),
};

/** A client over an `Auth` that does as told. */
function clientOver(auth: object, configured: object[] = []): AuthClient {
  const exports = {
    Amplify: { configure: (config: object) => configured.push(config) },
    Auth: auth,
    Hub: { listen: () => {} },
  };
  return bootV5(exports, { pool: DEFAULT_COGNITO_OPTIONS, storage: undefined, onHubEvent: () => {} });
}

function rejecting(reason: unknown): AuthClient {
  const reject = () => Promise.reject(reason);
  return clientOver({ currentSession: reject, currentAuthenticatedUser: reject, signOut: reject });
}

test.each([
  'No current user',
  'The user is not authenticated',
  new Error('Local storage is missing an ID Token, Please authenticate'),
  new Error('Cannot retrieve a new session. Please authenticate.'),
])('%s means that nobody is signed in', async (reason) => {
  const client = rejecting(reason);

  expect(await client.fetchAuthSession()).toEqual({ kind: 'session', signedIn: false });
  expect(await client.fetchAuthSession({ forceRefresh: true })).toEqual({ kind: 'session', signedIn: false });
  expect(await client.getCurrentUser()).toEqual({ kind: 'user', signedIn: false });
});

test.each([
  new Error('Network error'),
  Object.assign(new Error('Refresh Token has been revoked'), { name: 'NotAuthorizedException' }),
  'No userPool',
  undefined,
])('%s is a failure of the call', async (reason) => {
  const client = rejecting(reason);

  await expect(client.fetchAuthSession()).rejects.toBe(reason);
  await expect(client.getCurrentUser()).rejects.toBe(reason);
  await expect(client.signOut()).rejects.toBe(reason);
});

test('a forced refresh spends the refresh token of the current session', async () => {
  const spent: unknown[] = [];
  const user = {
    refreshSession(token: unknown, done: (error: unknown, session: unknown) => void) {
      spent.push(token);
      done(null, { ...SESSION, getAccessToken: () => ({ getJwtToken: () => 'newer' }) });
    },
  };
  const client = clientOver({
    currentSession: async () => SESSION,
    currentAuthenticatedUser: async () => user,
  });

  const session = await client.fetchAuthSession({ forceRefresh: true });

  expect(session).toEqual({ kind: 'session', signedIn: true, accessToken: 'newer', idToken: 'id' });
  expect(spent).toEqual([{ token: 'refresh' }]);
});

test('a forced refresh that is refused is a failure of the call', async () => {
  const refused = Object.assign(new Error('Invalid Refresh Token'), { code: 'NotAuthorizedException' });
  const client = clientOver({
    currentSession: async () => SESSION,
    currentAuthenticatedUser: async () => ({
      refreshSession: (_: unknown, done: (error: unknown) => void) => done(refused),
    }),
  });

  await expect(client.fetchAuthSession({ forceRefresh: true })).rejects.toBe(refused);
});

test('a sign-in that asks for more is not complete', async () => {
  const client = clientOver({ signIn: async () => ({ challengeName: 'SMS_MFA' }) });

  expect(await client.signIn({ username: 'alice', password: 'p' })).toEqual({
    kind: 'sign-in',
    complete: false,
    username: 'alice',
  });
});

test('configures the pool, and no storage unless one is handed over', () => {
  const configured: object[] = [];

  clientOver({}, configured);

  expect(configured).toEqual([
    {
      Auth: {
        region: 'us-east-1',
        userPoolId: DEFAULT_COGNITO_OPTIONS.userPoolId,
        userPoolWebClientId: DEFAULT_COGNITO_OPTIONS.clientId,
        authenticationFlowType: 'USER_PASSWORD_AUTH',
      },
    },
  ]);
});

test('configures what the app has beside, and all again when asked to', async () => {
  const configured: { Auth?: object }[] = [];
  const exports = {
    Amplify: { configure: (config: object) => configured.push(config) },
    Auth: {},
    Hub: { listen: () => {} },
  };
  const app = { identityPool: true, signInBy: 'srp' } as const;
  const client = bootV5(exports, {
    pool: DEFAULT_COGNITO_OPTIONS,
    app,
    storage: undefined,
    onHubEvent: () => {},
  });

  await client.configure();

  expect(configured).toHaveLength(2);
  expect(configured[1]).toEqual(configured[0]);
  expect(configured[0]?.Auth).toMatchObject({
    authenticationFlowType: 'USER_SRP_AUTH',
    identityPoolId: DEFAULT_COGNITO_OPTIONS.identityPoolId,
    mandatorySignIn: false,
  });
});

describe('fetchCredentials', () => {
  test.each([true, false])('says whether they are of a user: %s', async (authenticated) => {
    const credentials = { accessKeyId: 'key', identityId: 'identity', authenticated };
    const client = clientOver({ currentCredentials: async () => credentials });

    expect(await client.fetchCredentials()).toEqual({
      kind: 'credentials',
      signedIn: authenticated,
      accessKeyId: 'key',
      identityId: 'identity',
    });
  });

  test('fails with the error that v5 gives in place of credentials', async () => {
    const refused = new Error("Access to Identity 'x' is forbidden.");
    const client = clientOver({ currentCredentials: async () => refused });

    await expect(client.fetchCredentials()).rejects.toBe(refused);
  });
});
