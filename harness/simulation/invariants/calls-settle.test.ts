import { expect, test } from 'vitest';
import { callsSettle } from './calls-settle.ts';
import { breachIn, call, FinishedExecution } from './fixtures.ts';

const hanging = call('fetchAuthSession', { status: 'running', settledAt: undefined });

test('a call that is still running when nothing can happen any more is a breach', () => {
  expect(breachIn(callsSettle, new FinishedExecution().with({ calls: [hanging] }))).toEqual({
    symptom: 'fetchAuthSession-hangs',
    message: 'fetchAuthSession never resolves or rejects',
  });
});

test.each(['abandoned', 'too-long'] as const)('it is none in an execution that was %s', (ending) => {
  expect(breachIn(callsSettle, new FinishedExecution().with({ calls: [hanging], ending }))).toBeUndefined();
});

test('calls that have resolved or failed are none', () => {
  const calls = [call('signOut'), call('getCurrentUser', { status: 'rejected', error: new Error('no') })];

  expect(breachIn(callsSettle, new FinishedExecution().with({ calls }))).toBeUndefined();
});
