import { expect, test } from 'vitest';
import type { InitialSession } from '../execution/execution.ts';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { sessionDetailsKept } from './session-details-kept.ts';

const DETAILS = 'CognitoIdentityServiceProvider.client.alice.signInDetails';

/** Alice's session was stored with sign-in details, which are gone. */
function without(broken: readonly string[] = []) {
  const finished = new FinishedExecution();
  const { devices, ...rest } = finished.with();
  const [[name, state] = []] = [...devices];
  if (!name || !state) throw new TypeError('no device');
  const initial = { ...state.initial, keys: [...finished.data.keys(), DETAILS] } as InitialSession;
  return { ...rest, devices: new Map([[name, { ...state, initial, brokenEntries: () => broken }]]) };
}

test('an entry that is gone is a breach', () => {
  expect(breachIn(sessionDetailsKept, without())).toEqual({
    symptom: 'entries-gone',
    message: 'signInDetails is gone although the user is still signed in',
  });
});

test('one that the storage lost by itself is none', () => {
  expect(breachIn(sessionDetailsKept, without([DETAILS]))).toBeUndefined();
});

test('tokens are for another invariant', () => {
  const finished = new FinishedExecution();
  finished.remove('LastAuthUser', 'accessToken', 'idToken', 'refreshToken');

  expect(breachIn(sessionDetailsKept, finished.with())).toBeUndefined();
});

test('nothing is a breach once the user has signed out', () => {
  expect(breachIn(sessionDetailsKept, { ...without(), calls: [call('signOut')] })).toBeUndefined();
});
