import { expect, test } from 'vitest';
import { avoidsLosses } from './avoidance.ts';
import { figure } from './fixtures.ts';

const ill = figure({ losing: 7, silent: 5 });
const cured = figure({ advised: true, setting: 'synchronous storage' });

test.each([
  ['a loss is avoided', [ill, cured], 'holds'],
  ['a loss is not avoided', [ill, { ...cured, losing: 1 }], 'does not hold'],
  ['one release is not cured', [ill, cured, ill, { ...cured, losing: 1 }], 'does not hold'],
  ['there is nothing to avoid', [figure({}), cured], 'undecided'],
  ['something showed nothing', [ill, { ...cured, inconclusive: 1 }], 'undecided'],
] as const)('when %s', (_, figures, verdict) => {
  expect(avoidsLosses(figures).verdict).toBe(verdict);
});

test('the figures that decide are given, and what they cover', () => {
  const all = figure({ ...cured, coverage: 'exhausted', setting: 'calls=2', executions: 78 });

  expect(avoidsLosses([ill, cured, all, { ...all, version: '6.7.0', executions: 80 }]).because).toBe(
    '6.6.6 loses the session in 7 of 100 executions, 5 of them without an error (as it is); with it, none of 100 ' +
      'sampled executions does; nor does any interleaving of calls=2 (executions: 6.6.6: 78, 6.7.0: 80)',
  );
});
