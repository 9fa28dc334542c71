import { describe, expect, test } from 'vitest';
import { choose, idleThreads, ordersOf } from './fixtures.ts';
import { preemptionStrategy } from './preemption.ts';

/** Orders of two threads of m steps with exactly p preemptions: p + 2 blocks, either thread first. */
function ordersWithPreemptions(m: number, p: number): number {
  return 2 * choose(m - 1, Math.ceil(p / 2)) * choose(m - 1, Math.floor(p / 2));
}

describe('the number of orders with at most so many preemptions', () => {
  test.each([
    [3, 0],
    [4, 1],
    [6, 2],
    [5, 3],
    [4, 6],
  ])('2 threads of %i steps, %i preemptions', (length, bound) => {
    const orders = ordersOf(idleThreads(2, length), preemptionStrategy(bound));

    const counts = Array.from({ length: bound + 1 }, (_, p) => ordersWithPreemptions(length, p));
    expect(orders).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
    expect(new Set(orders).size).toBe(orders.length);
  });

  test.each([
    [2, 2],
    [3, 6],
    [4, 24],
  ])('%i threads that are not preempted run one after the other, in %i orders', (threads, orders) => {
    expect(ordersOf(idleThreads(threads, 3), preemptionStrategy(0))).toHaveLength(orders);
  });
});

test('all preemptions there can be are all orders', () => {
  const strategy = preemptionStrategy(100);

  const orders = ordersOf(idleThreads(3, 2), strategy);

  expect(orders).toHaveLength(90);
  expect(new Set(orders).size).toBe(90);
  expect(strategy.covered).toEqual({ coverage: 'exhaustive' });
});

test('says how many preemptions were covered', () => {
  const strategy = preemptionStrategy(1);
  ordersOf(idleThreads(3, 2), strategy);

  expect(strategy.covered).toEqual({ coverage: 'bounded', bound: '<= 1 preemption' });
});
