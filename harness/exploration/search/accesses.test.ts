import { expect, test } from 'vitest';
import { sharedName } from './accesses.ts';

test.each([
  ['heap:app:31415926.2718281828.20:(promise)', 'heap:app:*:(promise)'],
  ['heap:app:boot.256:inflightPromise', 'heap:app:boot.256:inflightPromise'],
  // What stands for all that cannot be told apart must not stand for what can.
  ['heap:app:unknown:(keys)', 'heap:app:unknown:(keys)'],
  ['heap:app:unknown map:(keys)', 'heap:app:unknown map:(keys)'],
  ['phone:CognitoIdentityServiceProvider.1example.alice.accessToken', undefined],
])('%s is shared as %s', (location, name) => {
  expect(sharedName(location)).toBe(name ?? location);
});
