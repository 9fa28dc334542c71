import { expect, test } from 'vitest';
import { breachIn, call, FinishedExecution, SIGNED_OUT_SESSION } from './fixtures.ts';
import { noFalseSignOut } from './no-false-sign-out.ts';

const SIGNED_OUT_USER = { kind: 'user', signedIn: false } as const;

test.each([
  ['fetchAuthSession', SIGNED_OUT_SESSION],
  ['getCurrentUser', SIGNED_OUT_USER],
])('%s that reports nobody signed in is a breach while the session lives', (api, value) => {
  expect(
    breachIn(noFalseSignOut, new FinishedExecution().with({ calls: [call(api, { value })] }))?.symptom,
  ).toBe(`${api}-reports-signed-out`);
});

test('it is none when the server has ended the session', () => {
  const finished = new FinishedExecution();
  finished.revoke();

  expect(
    breachIn(noFalseSignOut, finished.with({ calls: [call('getCurrentUser', { value: SIGNED_OUT_USER })] })),
  ).toBeUndefined();
});

test('it is none when the user signs out meanwhile', () => {
  const calls = [call('getCurrentUser', { value: SIGNED_OUT_USER }), call('signOut')];

  expect(breachIn(noFalseSignOut, new FinishedExecution().with({ calls }))).toBeUndefined();
});

test('a call that fails is none: it tells the app of an error, not of a sign-out', () => {
  const calls = [call('getCurrentUser', { status: 'rejected', error: new Error('network') })];

  expect(breachIn(noFalseSignOut, new FinishedExecution().with({ calls }))).toBeUndefined();
});

test('a call that reports the user signed in is none', () => {
  const calls = [call('getCurrentUser', { value: { kind: 'user', signedIn: true, username: 'alice' } })];

  expect(breachIn(noFalseSignOut, new FinishedExecution().with({ calls }))).toBeUndefined();
});
