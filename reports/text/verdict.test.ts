import { expect, it } from 'vitest';
import type { Result } from '../../results/types.ts';
import { failed, result } from '../fixtures.ts';
import { verdictInWords } from './verdict.ts';

const exhaustive = result({ coverage: 'exhaustive', classes: 640 });
const search = { states: 900, merged: 700, blocked: 31, done: 0.25, estimate: 8_000 };
const bounded = result({ coverage: 'bounded', bound: '<= 2 delays', classes: 640 });

it.each<[string, Result]>([
  ['survives (sampled 2,000)', result()],
  ['survives (sampled 2,000, budget used up)', result({ complete: false })],
  ['survives (sampled 800, stopped early)', result({ executions: 800, complete: false, interrupted: true })],
  ['survives (sampled 2,000 of about 8,000)', result({ search })],
  ['survives (all with <= 2 delays)', bounded],
  ['survives (not all with <= 2 delays: 640 classes, budget used up)', { ...bounded, complete: false }],
  ['survives (exhaustive, 640 classes)', exhaustive],
  ['survives (exhaustive, 1 class)', { ...exhaustive, classes: 1 }],
  ['survives (not exhaustive: 640 classes, budget used up)', { ...exhaustive, complete: false }],
  [
    'survives (not exhaustive: 640 classes, stopped early)',
    { ...exhaustive, complete: false, interrupted: true },
  ],
  ['fails in 143 (7.2%)', failed],
  ['fails in 143 (7.2%), stopped early', { ...failed, interrupted: true }],
  ['inconclusive: a real timer', result({ verdict: 'inconclusive', reason: 'a real timer' })],
])('%s', (expected, given) => {
  expect(verdictInWords(given)).toBe(expected);
});
