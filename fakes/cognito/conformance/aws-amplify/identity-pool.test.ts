import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { describe, expect, it } from 'vitest';
import { ALICE } from '../../fixtures.ts';
import { BY_PASSWORD, start } from './fixtures.ts';

const { username, password } = ALICE;

describe('Amplify and the identity pool', () => {
  it('keeps the identity of a guest who signs in for the first time', async () => {
    const { server } = await start({ identityPool: true });

    const guest = await fetchAuthSession();
    await signIn({ username, password, options: BY_PASSWORD });
    const user = await fetchAuthSession();

    expect(guest.identityId).toMatch(/^us-east-1:/);
    expect(user.identityId).toBe(guest.identityId);
    expect(server.inspectCredentials(guest.credentials?.accessKeyId ?? '')?.username).toBeUndefined();
    expect(server.inspectCredentials(user.credentials?.accessKeyId ?? '')).toMatchObject({
      identityId: user.identityId,
      username: 'alice',
    });
  });

  it('merges the identity of a guest into that of a user who has one', async () => {
    await start({ identityPool: true });
    await signIn({ username, password, options: BY_PASSWORD });
    const first = await fetchAuthSession();
    await signOut();

    const guest = await fetchAuthSession();
    await signIn({ username, password, options: BY_PASSWORD });
    const second = await fetchAuthSession();

    expect(guest.identityId).not.toBe(first.identityId);
    expect(second.identityId).toBe(first.identityId);
  });
});
