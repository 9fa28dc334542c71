import { expect, test } from 'vitest';
import { figure } from './fixtures.ts';
import { findsLosses } from './test-method.ts';

const plain = figure({ setting: 'no faults' });
const flaky = figure({ setting: 'flaky network', advised: true });
const found = { losing: 5, firstLoss: 3 };

test.each([
  ['it finds what is there', [plain, { ...flaky, ...found }], 'holds'],
  [
    'both find it',
    [
      { ...plain, ...found },
      { ...flaky, ...found },
    ],
    'holds',
  ],
  ['it misses what another finds', [{ ...plain, ...found }, flaky], 'does not hold'],
  ['nobody finds anything', [plain, flaky], 'undecided'],
  ['something showed nothing', [plain, { ...flaky, ...found, inconclusive: 1 }], 'undecided'],
] as const)('where %s', (_, figures, verdict) => {
  expect(findsLosses(figures).verdict).toBe(verdict);
});

test('says whether it takes the method, release by release', () => {
  const v5 = { version: '5.3.24' };
  const figures = [
    { ...plain, ...found },
    { ...flaky, ...found },
    { ...plain, ...v5 },
    { ...flaky, ...found, ...v5 },
  ];

  expect(findsLosses(figures).because).toBe(
    'on 6.6.6 flaky network finds it in execution 3, no faults finds it in execution 3, so it is not needed; ' +
      'on 5.3.24 it is needed: flaky network finds it in execution 3',
  );
});
