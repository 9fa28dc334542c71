import { expect, test } from 'vitest';
import { call, FinishedExecution } from '../invariants/fixtures.ts';
import { asJudged } from './as-judged.ts';

test('judges see the calls by actor also where an execution is run again, in which no order was noted', () => {
  const calls = [call('signIn', { actor: 'user' }), call('getCurrentUser', { actor: 'app-again' })];
  const execution = new FinishedExecution().with({ calls });

  const { general, own } = asJudged(execution);

  expect(execution.order).toBeUndefined();
  expect(general.calls.map(({ actor }) => actor)).toEqual(['app-again', 'user']);
  expect(own.calls).toEqual(general.calls);
});

test('without a noted order the numbers of steps stay as they were taken', () => {
  const calls = [call('signIn', { startedAt: 7, settledAt: 9 })];

  const { general } = asJudged(new FinishedExecution().with({ calls }));

  expect(general.calls).toMatchObject([{ startedAt: 7, settledAt: 9 }]);
});
