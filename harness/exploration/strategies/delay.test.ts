import { describe, expect, test } from 'vitest';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import { Lineage } from '../../simulation/world/step.ts';
import { delayStrategy } from './delay.ts';
import { choose, fakeStep, idleThreads, ordersOf } from './fixtures.ts';

/** Permutations of n things with exactly k inversions: the Mahonian numbers. */
function permutationsWithInversions(n: number, k: number): number {
  if (n === 0) return k === 0 ? 1 : 0;
  let count = 0;
  for (let moved = 0; moved < n && moved <= k; moved += 1)
    count += permutationsWithInversions(n - 1, k - moved);
  return count;
}

/**
 * Orders of two threads of m steps with exactly k delays. With b blocks there are b - 2 choices to switch (the last
 * one is forced), and one delay more where the second thread comes first.
 */
function ordersWithDelays(m: number, k: number): number {
  const switches = (count: number): number =>
    count < 0 ? 0 : choose(m - 1, Math.ceil(count / 2)) * choose(m - 1, Math.floor(count / 2));
  return switches(k) + switches(k - 1);
}

function upTo(bound: number, count: (k: number) => number): number {
  return Array.from({ length: bound + 1 }, (_, k) => count(k)).reduce((sum, one) => sum + one, 0);
}

describe('the number of orders with at most so many delays', () => {
  test.each([
    [3, 0],
    [3, 1],
    [4, 2],
    [5, 3],
    [6, 4],
  ])('%i threads of one step, %i delays: permutations by inversions', (threads, bound) => {
    const orders = ordersOf(idleThreads(threads, 1), delayStrategy(bound));

    expect(orders).toHaveLength(upTo(bound, (k) => permutationsWithInversions(threads, k)));
    expect(new Set(orders).size).toBe(orders.length);
  });

  test.each([
    [2, 1],
    [5, 1],
    [5, 2],
    [7, 3],
    [6, 5],
  ])('2 threads of %i steps, %i delays: blocks of one thread each', (length, bound) => {
    const orders = ordersOf(idleThreads(2, length), delayStrategy(bound));

    expect(orders).toHaveLength(upTo(bound, (k) => ordersWithDelays(length, k)));
    expect(new Set(orders).size).toBe(orders.length);
  });
});

test('without delays a thread goes on until it ends', () => {
  expect(ordersOf(idleThreads(2, 2), delayStrategy(0))).toEqual(['A A:1 B B:1']);
});

test('orders with fewer delays come first', () => {
  const few = ordersOf(idleThreads(3, 3), delayStrategy(1));
  const more = ordersOf(idleThreads(3, 3), delayStrategy(2));

  expect(more.slice(0, few.length)).toEqual(few);
});

test('a bound beyond what there is gives every order once, and says so', () => {
  const strategy = delayStrategy(100);

  const orders = ordersOf(idleThreads(3, 2), strategy);

  expect(orders).toHaveLength(90);
  expect(new Set(orders).size).toBe(90);
  expect(strategy.covered).toEqual({ coverage: 'exhaustive' });
});

describe('what is covered', () => {
  const withDelays = (k: number): number => upTo(k, (delays) => ordersWithDelays(5, delays));

  test.each([
    ['a sample before the first bound is done', withDelays(1) - 1, { coverage: 'sampled' }],
    ['the last bound that was done', withDelays(2) - 1, { coverage: 'bounded', bound: '<= 1 delay' }],
    ['and not the one in progress', withDelays(2) + 1, { coverage: 'bounded', bound: '<= 2 delays' }],
  ])('%s', (_, executions, covered) => {
    const strategy = delayStrategy(3);
    ordersOf(idleThreads(2, 5), strategy, executions);
    strategy.begin();

    expect(strategy.covered).toEqual(covered);
  });

  test('the whole bound at the end', () => {
    const strategy = delayStrategy(2);
    ordersOf(idleThreads(2, 5), strategy);

    expect(strategy.covered).toEqual({ coverage: 'bounded', bound: '<= 2 delays' });
  });

  test.each(['too-long', 'abandoned'] as const)('a sample once an execution was %s', (ending) => {
    const strategy = delayStrategy(1);
    strategy.begin();
    strategy.end({ steps: [], ending } as unknown as WholeExecution);
    ordersOf(idleThreads(2, 5), strategy);

    expect(strategy.covered).toEqual({ coverage: 'sampled' });
  });

  test('a sample once an execution did not repeat what another did', () => {
    const strategy = delayStrategy(1);
    ordersOf(idleThreads(3, 2), strategy, 1);
    ordersOf(idleThreads(1, 2), strategy);

    expect(strategy.covered).toEqual({ coverage: 'sampled' });
  });
});

test('a fault costs one delay, however many other steps there are', () => {
  const strategy = delayStrategy(1);
  const roots = ['A', 'B', 'C'].map((name) => fakeStep(Lineage.root(name)));
  const fault = fakeStep(Lineage.root('A').alternative('lost'), '', { kind: 'fault' });
  const picked: (string | undefined)[] = [];

  while (strategy.begin()) {
    picked.push(strategy.pick([fault, ...roots], undefined)?.id);
    strategy.end({ steps: [], ending: 'quiescent' } as unknown as WholeExecution);
  }

  expect(picked).toEqual(['A', 'B', 'A!lost']);
});
