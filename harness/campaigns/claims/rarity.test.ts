import { expect, test } from 'vitest';
import { figure } from './fixtures.ts';
import { rarerWithFewerRefreshes } from './rarity.ts';

const often = figure({ setting: 'tokens of 5 min', refreshesADay: 288, executions: 600, losing: 60 });
const seldom = figure({ setting: 'tokens of 24 h', refreshesADay: 1, executions: 600, losing: 60 });

test.each([
  ['a refresh is as dangerous and there are fewer', [often, seldom], 'holds'],
  [
    'each of the fewer refreshes is as much more dangerous',
    [
      { ...often, losing: 2 },
      { ...seldom, losing: 590 },
    ],
    'does not hold',
  ],
  [
    'nothing is lost',
    [
      { ...often, losing: 0 },
      { ...seldom, losing: 0 },
    ],
    'undecided',
  ],
  ['something showed nothing', [often, { ...seldom, inconclusive: 2 }], 'undecided'],
] as const)('where %s', (_, figures, verdict) => {
  expect(rarerWithFewerRefreshes(figures).verdict).toBe(verdict);
});

test('releases are not compared with each other', () => {
  const other = figure({ ...seldom, version: '6.7.0' });

  expect(rarerWithFewerRefreshes([often, other]).verdict).toBe('undecided');
});
