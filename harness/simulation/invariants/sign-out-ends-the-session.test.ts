import { describe, expect, test } from 'vitest';
import { breachIn, call, FinishedExecution, step } from './fixtures.ts';
import { signOutEndsTheSession } from './sign-out-ends-the-session.ts';

const SIGNED_OUT = { calls: [call('signOut')] };

describe('a session that the server honours is a breach', () => {
  test('once signOut has resolved', () => {
    expect(breachIn(signOutEndsTheSession, new FinishedExecution().with(SIGNED_OUT))).toEqual({
      symptom: 'session-lives-on',
      message: 'signOut resolved, but the server still honours the refresh token of the session',
    });
  });

  test('also with a refresh token that came later', () => {
    const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
    finished.refresh();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeDefined();
  });
});

describe('nothing is a breach', () => {
  test('once the session is revoked', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeUndefined();
  });

  test.each(['fault', 'kill'] as const)('where a %s kept signOut from it', (kind) => {
    const execution = new FinishedExecution().with({ ...SIGNED_OUT, steps: [step(kind)] });

    expect(breachIn(signOutEndsTheSession, execution)).toBeUndefined();
  });

  test.each([
    ['nobody signs out', [call('getCurrentUser')]],
    ['signOut is rejected', [call('signOut', { status: 'rejected', error: new Error('no') })]],
  ])('where %s', (_, calls) => {
    expect(breachIn(signOutEndsTheSession, new FinishedExecution().with({ calls }))).toBeUndefined();
  });

  test('where another session of the user lives on', () => {
    const finished = new FinishedExecution();
    finished.server.startSession('alice');
    finished.revoke();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeUndefined();
  });
});
