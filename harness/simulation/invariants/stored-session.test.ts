import { expect, test } from 'vitest';
import { readStoredSession, storedTokenKeys } from './stored-session.ts';

const ENTRIES = {
  'CognitoIdentityServiceProvider.client.LastAuthUser': 'alice',
  'CognitoIdentityServiceProvider.client.alice.accessToken': 'access',
  'CognitoIdentityServiceProvider.client.alice.refreshToken': 'refresh',
};

test.each(['', '@MemoryStorage:'])('is read behind the prefix "%s"', (keyPrefix) => {
  const data = new Map(Object.entries(ENTRIES).map(([key, value]) => [`${keyPrefix}${key}`, value]));

  const stored = readStoredSession({ data, keyPrefix, initial: undefined }, 'client');

  expect(stored).toEqual({
    username: 'alice',
    accessToken: 'access',
    idToken: undefined,
    refreshToken: 'refresh',
  });
  expect(storedTokenKeys(data)).toHaveLength(2);
});

test('is not read where Amplify would not look', () => {
  const data = new Map(Object.entries(ENTRIES));

  const stored = readStoredSession(
    { data, keyPrefix: '@MemoryStorage:', initial: undefined },
    'client',
    'alice',
  );

  expect(stored.username).toBeUndefined();
  expect(stored.refreshToken).toBeUndefined();
});
