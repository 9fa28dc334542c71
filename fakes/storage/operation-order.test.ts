import { describe, expect, test } from 'vitest';
import { OperationOrder } from './operation-order.ts';

describe('OperationOrder', () => {
  test('offers the oldest operation alone of a serial storage, and reports in the same order', () => {
    const order = new OperationOrder<string>('fifo');
    for (const item of ['first', 'second', 'third']) order.issue(item);

    expect(order.effectable()).toEqual(['first']);
    order.takeEffect('first');
    order.takeEffect('second');

    expect(order.effectable()).toEqual(['third']);
    expect(order.reportable()).toEqual(['first']);
    order.report('first');
    expect(order.reportable()).toEqual(['second']);
  });

  test('offers every operation of an unordered storage, and reports them in any order', () => {
    const order = new OperationOrder<string>('unordered');
    for (const item of ['first', 'second', 'third']) order.issue(item);

    expect(order.effectable()).toEqual(['first', 'second', 'third']);
    order.takeEffect('third');
    order.takeEffect('first');

    expect(order.effectable()).toEqual(['second']);
    expect(order.reportable()).toEqual(['third', 'first']);
  });

  test('forgets what a dead process had under way', () => {
    const order = new OperationOrder<string>('fifo');
    for (const item of ['dead 1', 'dead 2', 'alive']) order.issue(item);
    order.takeEffect('dead 1');

    order.drop((item) => item.startsWith('dead'));

    expect(order.effectable()).toEqual(['alive']);
    expect(order.reportable()).toEqual([]);
  });
});
