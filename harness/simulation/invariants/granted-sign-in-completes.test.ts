import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../world/call-port.ts';
import { breachIn, call, cameBack, FinishedExecution, signedIn, step } from './fixtures.ts';
import { grantedSignInCompletes } from './granted-sign-in-completes.ts';
import { NOT_IN_FORCE } from './invariant.ts';

const rejected = (facts: Partial<CallRecord> = {}): CallRecord =>
  call('signIn', { status: 'rejected', error: new Error('interrupted'), ...facts });

/** An execution in which the server has opened so many sessions beside the one of the start. */
function withSessions(count: number): FinishedExecution {
  const finished = new FinishedExecution();
  for (let index = 0; index < count; index += 1) finished.server.startSession('alice');
  return finished;
}

describe('a sign-in that is rejected', () => {
  test('is a breach where the server had granted it', () => {
    expect(breachIn(grantedSignInCompletes, withSessions(1).with({ calls: [rejected()] }))).toEqual({
      symptom: 'granted-yet-rejected',
      message:
        'signIn was rejected (Error) although the password was right and the server had granted tokens',
    });
  });

  test('is none where it was granted nothing', () => {
    expect(grantedSignInCompletes.check(withSessions(0).with({ calls: [rejected()] }))).toBe(NOT_IN_FORCE);
  });

  test('is none where the session is of another sign-in, of which the app was told', () => {
    const other = signedIn('alice', { id: 'B', startedAt: 3, settledAt: 4 });

    expect(
      breachIn(grantedSignInCompletes, withSessions(1).with({ calls: [rejected(), other] })),
    ).toBeUndefined();
  });

  test.each(['fault', 'kill'] as const)('is none where a %s may be the reason', (kind) => {
    const execution = withSessions(1).with({ calls: [rejected()], steps: [step(kind)] });

    expect(grantedSignInCompletes.check(execution)).toBe(NOT_IN_FORCE);
  });

  test.each([
    ['the user signed out', call('signOut', { id: 'B' })],
    ['the user signed in twice', rejected({ id: 'B' })],
  ])('is none where %s meanwhile', (_, other) => {
    expect(
      breachIn(grantedSignInCompletes, withSessions(1).with({ calls: [rejected(), other] })),
    ).toBeUndefined();
  });

  test('is none where the user also came back from the hosted UI', () => {
    const execution = withSessions(1).with({ ...cameBack(), calls: [rejected()] });

    expect(breachIn(grantedSignInCompletes, execution)).toBeUndefined();
  });
});

test('a sign-in that is complete holds', () => {
  expect(grantedSignInCompletes.check(withSessions(1).with({ calls: [signedIn('alice')] }))).toBeUndefined();
});
