import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../world/call-port.ts';
import { WORLD_EPOCH } from '../world/world.ts';
import { callsAwaitHostedUiSignIn } from './calls-await-hosted-ui-sign-in.ts';
import { breachIn, call, cameBack, FinishedExecution, SIGNED_OUT_SESSION } from './fixtures.ts';

/** The sign-in is complete after step 5. */
const COMPLETED = cameBack('signInWithRedirect');
const told = (facts: Partial<CallRecord> = {}): CallRecord =>
  call('fetchAuthSession', { value: SIGNED_OUT_SESSION, startedAt: 2, settledAt: 3, ...facts });
const check = (...calls: CallRecord[]) =>
  breachIn(callsAwaitHostedUiSignIn, new FinishedExecution().with({ ...COMPLETED, calls }));

describe('that nobody is signed in', () => {
  test('is a breach while the sign-in is being completed', () => {
    expect(check(told())).toEqual({
      symptom: 'fetchAuthSession-does-not-wait',
      message:
        'fetchAuthSession told the app that nobody is signed in while the sign-in at the hosted UI was being completed',
    });
  });

  test.each<[string, CallRecord[]]>([
    ['in another tab', [told({ realm: 'other' })]],
    ['of a call that began after it was complete', [told({ startedAt: 6, settledAt: 6 })]],
    ['after longer than any answer takes', [told({ settleTime: WORLD_EPOCH + 60_000 })]],
    ['where somebody signs out besides', [told(), call('signOut')]],
    ['not told, but the user', [told({ value: { kind: 'session', signedIn: true } })]],
  ])('is none: %s', (_, calls) => {
    expect(check(...calls)).toBeUndefined();
  });

  test('is none where the sign-in fails', () => {
    const execution = new FinishedExecution().with({
      ...cameBack('signInWithRedirect_failure'),
      calls: [told()],
    });

    expect(breachIn(callsAwaitHostedUiSignIn, execution)).toBeUndefined();
  });
});
