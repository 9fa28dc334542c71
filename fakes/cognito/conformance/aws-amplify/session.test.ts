import { deleteUser, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { describe, expect, it } from 'vitest';
import { ALICE, HOUR } from '../../fixtures.ts';
import { skipWaits } from '../fixtures.ts';
import { BY_PASSWORD, start } from './fixtures.ts';

const { username, password } = ALICE;

describe('Amplify refreshes', () => {
  it.each([undefined, { graceSeconds: 0 }])('with rotation %o', async (rotation) => {
    const { server, stored, take, wait } = await start({ rotation });
    await signIn({ username, password, options: BY_PASSWORD });
    const before = { refresh: stored('alice.refreshToken'), access: stored('alice.accessToken') };
    wait(2 * HOUR);
    take();

    const { tokens } = await fetchAuthSession();

    expect(take()[0]).toBe('GetTokensFromRefreshToken');
    expect(tokens?.accessToken.toString()).toBe(stored('alice.accessToken'));
    expect(stored('alice.accessToken')).not.toBe(before.access);
    expect(stored('alice.refreshToken') === before.refresh).toBe(rotation === undefined);
    expect(server.honours(stored('alice.refreshToken') ?? '')).toBe(true);
  });

  it('and tries a throttled or failing request again', async () => {
    const { server, take, wait } = await start();
    await signIn({ username, password, options: BY_PASSWORD });
    wait(2 * HOUR);
    take();
    server.fail({ kind: 'throttled', operation: 'GetTokensFromRefreshToken' });
    server.fail({ kind: 'internal-error', operation: 'GetTokensFromRefreshToken' });
    skipWaits();

    const { tokens } = await fetchAuthSession();

    expect(tokens).toBeDefined();
    expect(take().slice(0, 3)).toEqual([
      'GetTokensFromRefreshToken: TooManyRequestsException',
      'GetTokensFromRefreshToken: InternalErrorException',
      'GetTokensFromRefreshToken',
    ]);
  });

  it('in vain once the user is disabled, and drops the session', async () => {
    const { server, storage, wait } = await start();
    await signIn({ username, password, options: BY_PASSWORD });
    wait(2 * HOUR);
    server.setEnabled('alice', false);

    const { tokens } = await fetchAuthSession();

    expect(tokens).toBeUndefined();
    expect([...storage.data.keys()].filter((key) => key.endsWith('Token'))).toEqual([]);
  });
});

describe('Amplify signs out', () => {
  it('and revokes its refresh token', async () => {
    const { server, stored, take } = await start();
    await signIn({ username, password, options: BY_PASSWORD });
    const refreshToken = stored('alice.refreshToken') ?? '';
    take();

    await signOut();

    expect(take()).toEqual(['RevokeToken']);
    expect(server.honours(refreshToken)).toBe(false);
  });

  it('and revokes nothing on a client without revocation', async () => {
    const { take } = await start({ revocation: false });
    await signIn({ username, password, options: BY_PASSWORD });
    take();

    await signOut();

    expect(take()).toEqual([]);
  });

  it('everywhere', async () => {
    const { server, take } = await start();
    const other = server.startSession('alice');
    await signIn({ username, password, options: BY_PASSWORD });
    take();

    await signOut({ global: true });

    expect(take()).toEqual(['GlobalSignOut']);
    expect(server.honours(other.refreshToken)).toBe(false);
  });

  it('after deleting its user', async () => {
    const { stored, take } = await start();
    await signIn({ username, password, options: BY_PASSWORD });
    take();

    await deleteUser();

    expect(take()).toContain('DeleteUser');
    expect(stored('alice.refreshToken')).toBeUndefined();
  });
});
