import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../world/call-port.ts';
import { callsWorkAfterUserChange } from './calls-work-after-user-change.ts';
import { breachIn, call, FinishedExecution, signedIn, step } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';

const refused = (facts: Partial<CallRecord> = {}): CallRecord =>
  call('fetchCredentials', {
    status: 'rejected',
    error: new Error("Logins don't match"),
    startedAt: 10,
    settledAt: 12,
    ...facts,
  });
const BOB = signedIn('bob', { startedAt: 1, settledAt: 9 });

/** An execution in which bob has signed in. */
function bobSignedIn(): FinishedExecution {
  const finished = new FinishedExecution();
  finished.server.startSession('bob');
  return finished;
}

describe('a call that fails', () => {
  test('is a breach where another user had signed in before, and the server honours the session', () => {
    expect(breachIn(callsWorkAfterUserChange, bobSignedIn().with({ calls: [BOB, refused()] }))).toEqual({
      symptom: 'fetchCredentials-fails-with-Error',
      message:
        'fetchCredentials was rejected (Error) although it began after the change of user and nothing went wrong',
    });
  });

  test('is none where it began before the sign-in was complete', () => {
    const calls = [BOB, refused({ startedAt: 8 })];

    expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBe(NOT_IN_FORCE);
  });

  test('is none where the server honours no session of the user', () => {
    const finished = bobSignedIn();
    finished.server.signOutEverywhere('bob');

    expect(callsWorkAfterUserChange.check(finished.with({ calls: [BOB, refused()] }))).toBe(NOT_IN_FORCE);
  });

  test('is none where something went wrong', () => {
    const execution = bobSignedIn().with({ calls: [BOB, refused()], steps: [step('fault')] });

    expect(callsWorkAfterUserChange.check(execution)).toBe(NOT_IN_FORCE);
  });

  test('is none where the user pool has refused something', () => {
    const finished = bobSignedIn();
    finished.revoke();
    finished.refresh();

    expect(callsWorkAfterUserChange.check(finished.with({ calls: [BOB, refused()] }))).toBe(NOT_IN_FORCE);
  });

  test('is none where it is a sign-in: somebody is signed in', () => {
    const calls = [BOB, refused({ api: 'signIn' })];

    expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBe(NOT_IN_FORCE);
  });

  test('is left to another invariant where the user did not change', () => {
    expect(callsWorkAfterUserChange.check(new FinishedExecution().with({ calls: [refused()] }))).toBe(
      NOT_IN_FORCE,
    );
  });
});

describe("a guest's call for credentials after a sign-out", () => {
  const calls = [call('signOut', { startedAt: 1, settledAt: 9 }), refused()];
  const asGuest = (guestAccess: boolean, identityPool: boolean) => {
    const execution = new FinishedExecution({ guestAccess }).with({ calls });
    return { ...execution, start: { ...execution.start, app: { identityPool } } };
  };

  test('is a breach when it fails and guests have access', () => {
    expect(breachIn(callsWorkAfterUserChange, asGuest(true, true))?.symptom).toBe(
      'fetchCredentials-fails-with-Error',
    );
  });

  test.each([
    ['guests have none', asGuest(false, true)],
    ['the app has no identity pool', asGuest(true, false)],
  ])('is none when %s', (_, execution) => {
    expect(callsWorkAfterUserChange.check(execution)).toBe(NOT_IN_FORCE);
  });
});

describe('a sign-in that fails without a request', () => {
  const signOut = call('signOut', { startedAt: 1, settledAt: 9 });
  const signIn = (facts: Partial<CallRecord> = {}): CallRecord => refused({ api: 'signIn', ...facts });

  test('is a breach after a sign-out', () => {
    const execution = new FinishedExecution().with({ calls: [signOut, signIn()] });

    expect(breachIn(callsWorkAfterUserChange, execution)?.symptom).toBe('signIn-fails-with-Error');
  });

  test.each([
    ['began before the sign-out was over', [signOut, signIn({ startedAt: 8 })]],
    ['was the first thing that the user did', [signIn()]],
  ])('is none where it %s', (_, calls) => {
    expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBe(NOT_IN_FORCE);
  });

  test('is none where it overlapped with another sign-in', () => {
    const calls = [signOut, signedIn('bob', { startedAt: 10, settledAt: 20 }), signIn()];

    expect(breachIn(callsWorkAfterUserChange, bobSignedIn().with({ calls }))).toBeUndefined();
  });
});

describe('a sign-in that works', () => {
  const signOut = call('signOut', { startedAt: 1, settledAt: 9 });
  const after = { startedAt: 10, settledAt: 12 };

  test('is judged after a sign-out: it holds', () => {
    const calls = [signOut, signedIn('bob', after)];

    expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBeUndefined();
  });

  test.each([
    ['no sign-out came before', [signedIn('bob', after)]],
    ['the sign-out was not over', [signOut, signedIn('bob', { ...after, startedAt: 8 })]],
    [
      'another user signs in meanwhile',
      [signOut, signedIn('alice', { startedAt: 11, settledAt: 20 }), signedIn('bob', after)],
    ],
  ])('is not judged where %s', (_, calls) => {
    expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBe(NOT_IN_FORCE);
  });
});

test('a call that works holds', () => {
  const calls = [BOB, call('fetchAuthSession', { startedAt: 10, settledAt: 12 })];

  expect(callsWorkAfterUserChange.check(bobSignedIn().with({ calls }))).toBeUndefined();
});
