import { describe, expect, test } from 'vitest';
import type { Result } from '../../../results/types.ts';
import type { Budget } from '../../exploration/explore/explore.ts';
import { createStrategy } from '../../exploration/strategies/create-strategy.ts';
import { delayStrategy } from '../../exploration/strategies/delay.ts';
import { actor, COUNTER, noLostUpdate, tinySubject } from '../../simulation/fixtures.ts';
import { check } from './check.ts';

const PROGRAM = [actor('A', 'signOut'), actor('B', 'signOut')];
/** Two calls that do nothing wrong in any order. */
const harmless = tinySubject({ calls: { signOut: COUNTER.signOut ?? '' }, program: PROGRAM });
const losing = tinySubject({ calls: COUNTER, program: PROGRAM, invariants: [noLostUpdate] });

function checkBy(name: string, budget: Budget, bound?: number): Promise<Result> {
  return check(harmless, { strategy: createStrategy(name, { seed: 1, bound }), budget });
}

describe('a result claims', () => {
  test('a sample of random orders', async () => {
    expect(await checkBy('pos', { runs: 30 })).toMatchObject({
      verdict: 'survives',
      coverage: 'sampled',
      executions: 30,
      complete: true,
    });
  });

  test('the bound that was done', async () => {
    expect(await checkBy('delay', {}, 1)).toMatchObject({
      verdict: 'survives',
      coverage: 'bounded',
      bound: '<= 1 delay',
      complete: true,
    });
  });

  test('a smaller bound than was asked for when the budget ended before', async () => {
    const { executions } = await checkBy('delay', {}, 1);

    expect(await checkBy('delay', { runs: executions + 1 }, 2)).toMatchObject({
      coverage: 'bounded',
      bound: '<= 1 delay',
    });
  });

  test('no more than a sample when no bound was done', async () => {
    const result = await checkBy('delay', { runs: 3 }, 2);

    expect(result).toMatchObject({ verdict: 'inconclusive', coverage: 'sampled', executions: 3 });
    expect(result).not.toHaveProperty('bound');
  });

  test('an incomplete sample when it was interrupted', async () => {
    const controller = new AbortController();
    const onProgress = ({ executions }: { executions: number }): void => {
      if (executions === 5) controller.abort();
    };

    const result = await check(harmless, {
      strategy: delayStrategy(2),
      budget: { signal: controller.signal },
      onProgress,
    });

    expect(result).toMatchObject({ coverage: 'sampled', executions: 5, complete: false, interrupted: true });
  });
});

describe('a result names', () => {
  test('the part of the portfolio that found what fails', async () => {
    const result = await check(losing, {
      strategy: createStrategy('portfolio', { seed: 1 }),
      budget: { runs: 60 },
    });

    expect(result).toMatchObject({ verdict: 'fails', strategy: 'portfolio' });
    expect(['pct', 'pos', 'random']).toContain(result.decidedBy);
    expect(result.findings[0]?.foundBy).toBe(result.decidedBy);
  });

  test('nothing but the strategy where it is only one', async () => {
    const result = await check(losing, { strategy: delayStrategy(1), budget: {} });

    expect(result).toMatchObject({ verdict: 'fails', strategy: 'delay' });
    expect(result).not.toHaveProperty('decidedBy');
  });
});
