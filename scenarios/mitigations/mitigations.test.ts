import { describe, expect, test } from 'vitest';
import type { AuthClient, SessionResult } from '../../harness/amplify/client/auth-client.ts';
import { serialised } from './serialised.ts';
import { signInAgain } from './sign-in-again.ts';
import { singleFlight } from './single-flight.ts';
import { webLocks } from './web-locks.ts';

/** A client that notes what is under way, and whose calls settle when they are told to. */
function slowClient() {
  const begun: string[] = [];
  const settle: ((failure?: Error) => void)[] = [];
  const call = (name: string, value: unknown) => () => {
    begun.push(name);
    return new Promise<never>((resolve, reject) => {
      settle.push((failure) => (failure ? reject(failure) : resolve(value as never)));
    });
  };
  const session: SessionResult = { kind: 'session', signedIn: true, accessToken: 'a' };
  const client: AuthClient = {
    fetchAuthSession: call('session', session),
    getCurrentUser: call('user', { kind: 'user', signedIn: true }),
    fetchCredentials: call('credentials', session),
    configure: call('configure', undefined),
    signIn: call('sign-in', { kind: 'sign-in', complete: true }),
    signOut: call('sign-out', undefined),
  };
  return { client, begun, settle };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('serialised calls', () => {
  test('begin when the one before has settled, whether it failed or not', async () => {
    const { client, begun, settle } = slowClient();
    const { fetchAuthSession, getCurrentUser, signOut } = serialised(client);

    const first = fetchAuthSession();
    void getCurrentUser();
    void signOut();
    await turn();
    expect(begun).toEqual(['session']);

    settle[0]?.(new Error('no network'));
    await expect(first).rejects.toThrow('no network');
    await turn();
    expect(begun).toEqual(['session', 'user']);
  });
});

describe('single flight', () => {
  test('shares one fetch among those who ask meanwhile', async () => {
    const { client, begun, settle } = slowClient();
    const { fetchAuthSession } = singleFlight(client);

    const calls = [fetchAuthSession(), fetchAuthSession()];
    settle[0]?.();
    const [one, other] = await Promise.all(calls);

    expect(begun).toEqual(['session']);
    expect(one).toBe(other);
  });

  test('lets other calls go on when it has landed, and the next fetch take off anew', async () => {
    const { client, begun, settle } = slowClient();
    const { fetchAuthSession, getCurrentUser } = singleFlight(client);

    void fetchAuthSession();
    void getCurrentUser();
    settle[0]?.();
    await turn();
    void fetchAuthSession();

    expect(begun).toEqual(['session', 'user', 'session']);
  });
});

describe('signing in again', () => {
  const alice = { username: 'alice', password: 'Correct-Horse-1' };

  test('happens where nobody is signed in, and the call is made again', async () => {
    const { client, begun } = slowClient();
    let signedIn = false;
    const { getCurrentUser } = signInAgain(alice)({
      ...client,
      getCurrentUser: async () => ({ kind: 'user', signedIn }),
      signIn: async ({ username }) => {
        begun.push(`sign-in of ${username}`);
        signedIn = true;
        return { kind: 'sign-in', complete: true, username };
      },
    });

    expect(await getCurrentUser()).toEqual({ kind: 'user', signedIn: true });
    expect(begun).toEqual(['sign-in of alice']);
  });

  test('does not happen where the network failed, nor where all is well', async () => {
    const { client, begun, settle } = slowClient();
    const { fetchAuthSession, getCurrentUser } = signInAgain(alice)(client);

    const failing = fetchAuthSession();
    settle[0]?.(new TypeError('Failed to fetch'));
    await expect(failing).rejects.toThrow('Failed to fetch');
    const fine = getCurrentUser();
    settle[1]?.();
    await fine;

    expect(begun).toEqual(['session', 'user']);
  });
});

describe('Web Locks', () => {
  test('let a call begin when the lock is granted, and hold it until the call has settled', async () => {
    const { client, begun, settle } = slowClient();
    const held: Promise<unknown>[] = [];
    let grant: () => void = () => {};
    const request = (name: string, whileHeld: () => Promise<unknown>): Promise<unknown> => {
      grant = () => void held.push(whileHeld());
      begun.push(`request of ${name}`);
      return new Promise(() => {});
    };
    const { fetchAuthSession } = webLocks(client, { locks: { request } as never });

    void fetchAuthSession();
    expect(begun).toEqual(['request of auth']);
    grant();
    expect(begun).toEqual(['request of auth', 'session']);
    settle[0]?.();
    await expect(held[0]).resolves.toMatchObject({ signedIn: true });
  });

  test('are refused to an app that has none', () => {
    expect(() => webLocks(slowClient().client, { locks: undefined })).toThrow('only pages have Web Locks');
  });
});
