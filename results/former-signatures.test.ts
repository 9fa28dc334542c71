import { expect, test } from 'vitest';
import { currentSignature } from './former-signatures.ts';

test.each([
  [
    'session-survives/the-stored-session-is-gone-silently/clearTokens/loadTokens',
    'session-survives/session-gone-silently/clearTokens/loadTokens',
  ],
  ['sign-in-holds/getCurrentUser-named-another-user', 'sign-in-holds/getCurrentUser-names-another-user'],
  ['hub-tells-the-truth/signedIn-nobody-signed-in', 'hub-tells-the-truth/signedIn-without-sign-in'],
  ['refreshes-announced/no-tokenRefresh-for-a-refresh', 'refreshes-announced/refresh-not-announced'],
])('%s is %s', (former, now) => {
  expect(currentSignature(former)).toBe(now);
});

test.each([
  ['of today', 'session-survives/session-gone/clearTokens'],
  ['whose code is that of before', 'calls-settle/fetchAuthSession-hangs'],
  ['of another invariant', 'stays-signed-out/the-stored-session-is-gone'],
  ["of a scenario's own invariant", 'my-own/the-stored-session-is-gone'],
  ['with more before the words than a name', 'sign-in-holds/a-b-named-another-user'],
  ['that is called like a method of every object', 'constructor/toString'],
  ['with an unknown symptom that is called like one', 'session-survives/constructor'],
])('a signature %s stays as it is: %s', (_, signature) => {
  expect(currentSignature(signature)).toBe(signature);
});
