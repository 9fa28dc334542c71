import { describe, expect, test, vi } from 'vitest';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { ObservingStrategy, Strategy } from '../../simulation/execution/strategy.ts';
import { Lineage } from '../../simulation/world/step.ts';
import { decidingIn, inTurn, oneAfterAnother } from './composed.ts';
import type { CoveringStrategy } from './covering.ts';
import { delayStrategy } from './delay.ts';
import { fakeStep, idleThreads, ordersOf } from './fixtures.ts';
import { portfolioStrategy } from './portfolio.ts';
import { randomStrategy } from './random.ts';

/** A strategy with so many executions. */
function finite(
  name: string,
  executions: number,
  changes: Partial<ObservingStrategy & CoveringStrategy> = {},
): Strategy {
  let left = executions;
  return {
    name,
    begin() {
      left -= 1;
      return left >= 0;
    },
    pick: ([first]) => first,
    end() {},
    ...changes,
  };
}

/** Which part decided each execution. */
function deciders(strategy: Strategy, most = 100): string[] {
  const names: string[] = [];
  while (names.length < most && strategy.begin()) names.push(decidingIn(strategy));
  return names;
}

describe('in turn', () => {
  test('takes one execution from each', () => {
    const strategy = inTurn('both', [finite('one', 2), finite('other', 2)]);

    expect(deciders(strategy)).toEqual(['one', 'other', 'one', 'other']);
  });

  test('goes on with the others when one is done', () => {
    const strategy = inTurn('both', [finite('one', 1), finite('other', 3)]);

    expect(deciders(strategy)).toEqual(['one', 'other', 'other', 'other']);
  });
});

describe('one after another', () => {
  test('stays with each for its executions, or until it is done', () => {
    const strategy = oneAfterAnother('phases', [
      { strategy: finite('long', 9), executions: 2 },
      { strategy: finite('short', 1), executions: 5 },
      { strategy: finite('last', 2), executions: 5 },
    ]);

    expect(deciders(strategy)).toEqual(['long', 'long', 'short', 'last', 'last']);
  });

  test('names the innermost part', () => {
    const inner = inTurn('inner', [finite('one', 1), finite('other', 1)]);

    expect(deciders(oneAfterAnother('outer', [{ strategy: inner, executions: 9 }]))).toEqual([
      'one',
      'other',
    ]);
  });

  test('ends once a part has covered everything', () => {
    const everything = finite('everything', 3, { covered: { coverage: 'exhaustive' } });
    const strategy = oneAfterAnother('phases', [
      { strategy: everything, executions: 9 },
      { strategy: finite('more', 9), executions: 9 },
    ]);

    expect(strategy.covered).toEqual({ coverage: 'exhaustive', by: 'everything' });
    expect(deciders(strategy)).toEqual([]);
  });
});

test('covers what its strongest part covers', () => {
  const strategy = inTurn('several', [
    finite('sampling', 1),
    finite('bounded', 1, { covered: { coverage: 'bounded', bound: '<= 2 delays' } }),
    finite('none', 1, { covered: { coverage: 'sampled' } }),
  ]);

  expect(strategy.covered).toEqual({ coverage: 'bounded', bound: '<= 2 delays', by: 'bounded' });
});

test('passes on to the part at work what it wants to know', () => {
  const step = fakeStep(Lineage.root('A'));
  const world = {} as OpenWorld;
  const execution = { steps: [step], ending: 'quiescent' } as unknown as WholeExecution;
  const heard = { attach: vi.fn(), settled: vi.fn(), end: vi.fn() };
  const strategy = inTurn('several', [
    finite('plain', 1),
    finite('curious', 1, { followsHeap: true, ...heard }),
  ]);

  strategy.begin();
  expect(strategy.followsHeap).toBe(false);
  strategy.begin();
  expect(strategy.followsHeap).toBe(true);
  strategy.attach(world);
  strategy.settled(step);
  strategy.end(execution);

  expect(heard.attach).toHaveBeenCalledWith(world);
  expect(heard.settled).toHaveBeenCalledWith(step);
  expect(heard.end).toHaveBeenCalledWith(execution);
});

describe('the portfolio', () => {
  const threads = idleThreads(3, 8);

  test('begins with random orders of every kind', () => {
    const strategy = portfolioStrategy(1);
    strategy.begin();

    expect(deciders(strategy, 3).toSorted()).toEqual(['pct', 'pos', 'random']);
  });

  test('claims a bound only once it is done', () => {
    const strategy = portfolioStrategy(1);
    const firstBound = ordersOf(threads, delayStrategy(1)).length;

    ordersOf(threads, strategy, 300 + firstBound);
    expect(strategy.covered).toEqual({ coverage: 'sampled' });
    ordersOf(threads, strategy, 1);
    expect(strategy.covered).toEqual({ coverage: 'bounded', bound: '<= 1 delay', by: 'delay' });
  });

  test('ends when delays alone have come to every order', () => {
    const strategy = portfolioStrategy(1);

    expect(ordersOf(idleThreads(1, 3), strategy)).toHaveLength(300 + 1);
    expect(strategy.covered).toEqual({ coverage: 'exhaustive', by: 'delay' });
  });

  test('certifies at the end with what it is given', () => {
    const oneDelay = ordersOf(threads, delayStrategy(1)).length;
    const strategy = portfolioStrategy(1, { ...randomStrategy(1), name: 'certifier' });

    ordersOf(threads, strategy, 300 + oneDelay);
    expect(strategy.deciding).toBe('delay');
    ordersOf(threads, strategy, 1);
    expect(strategy.deciding).toBe('certifier');
  });
});
