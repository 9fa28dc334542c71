import { expect, test } from 'vitest';
import { figure } from './fixtures.ts';
import { detectsAll, discriminates } from './sign.ts';

const losing = figure({ executions: 200, losing: 50 });

test.each([
  ['shows with losses alone', { losing: 50, others: 0 }, 'holds'],
  ['shows mostly with losses', { losing: 40, others: 30 }, 'holds'],
  ['shows always', { losing: 50, others: 150 }, 'does not hold'],
  ['never shows', { losing: 0, others: 0 }, 'does not hold'],
  ['shows a little more often with losses, as by chance', { losing: 20, others: 55 }, 'does not hold'],
  ['shows mostly without', { losing: 0, others: 150 }, 'does not hold'],
] as const)('what %s as a symptom', (_, sign, verdict) => {
  expect(discriminates([{ ...losing, sign }]).verdict).toBe(verdict);
});

test('one release on which it tells nothing refutes it', () => {
  const good = { ...losing, sign: { losing: 50, others: 0 } };
  const bad = { ...losing, sign: { losing: 50, others: 150 } };

  expect(discriminates([good, bad]).verdict).toBe('does not hold');
});

test.each([
  ['nothing is lost', figure({ sign: { losing: 0, others: 3 } })],
  ['all is lost', figure({ losing: 100, sign: { losing: 100, others: 0 } })],
  ['something showed nothing', { ...losing, inconclusive: 1, sign: { losing: 50, others: 0 } }],
])('where %s it is undecided', (_, only) => {
  expect(discriminates([only]).verdict).toBe('undecided');
});

test('what detects losses misses none', () => {
  const all = { ...losing, sign: { losing: 50, others: 1 } };
  const missed = { ...losing, sign: { losing: 49, others: 0 } };

  expect([all, missed].map((one) => detectsAll([one]).verdict)).toEqual(['holds', 'does not hold']);
});
