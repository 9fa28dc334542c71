import { describe, expect, test } from 'vitest';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { signOutsAnnounced } from './sign-outs-announced.ts';

const SIGN_OUT = call('signOut', { startedAt: 3, settledAt: 7 });

describe('a sign-out', () => {
  test.each([
    ['without an event', []],
    ['that only another realm is told of', [{ realm: 'tab2', event: 'signedOut', at: 5 }]],
    ['before which one was told of', [{ realm: 'app', event: 'signedOut', at: 2 }]],
    ['with an event of another kind', [{ realm: 'app', event: 'tokenRefresh', at: 5 }]],
  ])('%s is a breach', (_, hub) => {
    expect(breachIn(signOutsAnnounced, new FinishedExecution().with({ calls: [SIGN_OUT], hub }))).toEqual({
      symptom: 'sign-out-not-announced',
      message: 'signOut resolved, but no event said that the user has signed out',
    });
  });

  test.each(['signedOut', 'signOut'])('that %s tells of is no breach', (event) => {
    const hub = [{ realm: 'app', event, at: 7 }];

    expect(
      breachIn(signOutsAnnounced, new FinishedExecution().with({ calls: [SIGN_OUT], hub })),
    ).toBeUndefined();
  });

  test('that fails needs no event', () => {
    const calls = [call('signOut', { status: 'rejected', error: new Error('no') })];

    expect(breachIn(signOutsAnnounced, new FinishedExecution().with({ calls }))).toBeUndefined();
  });
});
