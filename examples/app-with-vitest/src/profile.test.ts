import { expect, test } from 'vitest';
import { type Auth, loadProfile } from './profile.ts';

test('nobody has no profile', async () => {
  const auth: Auth = {
    fetchAuthSession: async () => ({ kind: 'session', signedIn: false }),
    getCurrentUser: async () => ({ kind: 'user', signedIn: false }),
    signOut: async () => {},
  };

  expect(await loadProfile(auth)).toBeUndefined();
});
