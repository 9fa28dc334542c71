import { expect, test } from 'vitest';
import type { ClaimFigure } from '../results/claims.ts';
import { decide } from './claim.ts';

function figure(changes: Partial<ClaimFigure>): ClaimFigure {
  return {
    amplify: '6.6.6',
    version: '6.6.6',
    mitigated: false,
    setting: 'as it is',
    executions: 100,
    losing: 0,
    inconclusive: 0,
    ...changes,
  };
}

const ill = figure({ losing: 7 });
const cured = figure({ mitigated: true, setting: 'synchronous storage' });

test.each([
  ['a loss is avoided', [ill, cured], 'holds'],
  ['a loss is not avoided', [ill, { ...cured, losing: 1 }], 'does not hold'],
  ['one release is not cured', [ill, cured, ill, { ...cured, losing: 1 }], 'does not hold'],
  ['there is nothing to avoid', [figure({}), cured], 'undecided'],
  ['something showed nothing', [ill, { ...cured, inconclusive: 1 }], 'undecided'],
] as const)('when %s', (_, figures, verdict) => {
  expect(decide(figures).verdict).toBe(verdict);
});

test('the figures that decide are given', () => {
  expect(decide([ill, cured]).because).toBe(
    '6.6.6 loses the session in 7 of 100 executions (as it is); with it none of 100 does, all sampled',
  );
});
