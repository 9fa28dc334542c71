import { describe, expect, test } from 'vitest';
import type { Step } from '../world/step.ts';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { transientFaultRemovesNothing } from './transient-fault-removes-nothing.ts';

const FAULT = [{ kind: 'fault' } as Step];

describe('when something went wrong for a while', () => {
  test.each(['idToken', 'refreshToken'])('a missing %s is a breach', (entry) => {
    const finished = new FinishedExecution();
    finished.remove(entry);

    expect(breachIn(transientFaultRemovesNothing, finished.with({ steps: FAULT }))).toEqual({
      symptom: `${entry}-removed`,
      message: `after a temporary fault, ${entry} is gone for good`,
    });
  });

  test('so is a missing device key where devices are tracked', () => {
    const finished = new FinishedExecution({ deviceTracking: 'always' });
    finished.store('alice', { deviceGroupKey: 'group', randomPasswordKey: 'password' });

    expect(breachIn(transientFaultRemovesNothing, finished.with({ steps: FAULT }))?.symptom).toBe(
      'deviceKey-removed',
    );
  });

  test('new tokens in place of the old are none', () => {
    const finished = new FinishedExecution();
    finished.store('alice', finished.refresh());

    expect(breachIn(transientFaultRemovesNothing, finished.with({ steps: FAULT }))).toBeUndefined();
  });

  test('a loss is none when the server has ended the session', () => {
    const finished = new FinishedExecution();
    finished.revoke();
    finished.data.clear();

    expect(breachIn(transientFaultRemovesNothing, finished.with({ steps: FAULT }))).toBeUndefined();
  });

  test('a loss is none when the user signed out', () => {
    const finished = new FinishedExecution();
    finished.data.clear();

    expect(
      breachIn(transientFaultRemovesNothing, finished.with({ steps: FAULT, calls: [call('signOut')] })),
    ).toBeUndefined();
  });
});

test('when nothing went wrong a loss is another invariant’s matter', () => {
  const finished = new FinishedExecution();
  finished.remove('idToken');

  expect(breachIn(transientFaultRemovesNothing, finished.with())).toBeUndefined();
});
