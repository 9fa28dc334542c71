import { describe, expect, test } from 'vitest';
import { call } from '../invariants/fixtures.ts';
import { inOrder, isOfCalls } from './crash.ts';

const TOLD = new Error('Refresh Token has expired');
const CALLS = [call('getCurrentUser', { status: 'rejected', error: TOLD })];

/** Two errors that are each the cause of the other. */
function circle(): Error {
  const one = new Error('one');
  one.cause = new Error('two', { cause: one });
  return one;
}

describe('what calls were rejected with is let through', () => {
  test.each([
    ['as such', TOLD],
    ['as a cause of a cause', new Error('a', { cause: new Error('b', { cause: TOLD }) })],
    ['several together', new AggregateError([TOLD, new Error('a', { cause: TOLD })])],
  ])('%s', (_, error) => {
    expect(isOfCalls(error, CALLS)).toBe(true);
  });
});

describe('an error of the program is not', () => {
  test.each([
    ['of its own', new Error('own')],
    ['beside one that is let through', new AggregateError([TOLD, new Error('own')])],
    ['whose causes form a circle', circle()],
    ['in a circle of several together', new AggregateError([circle()])],
  ])('%s', (_, error) => {
    expect(isOfCalls(error, CALLS)).toBe(false);
  });
});

test('which call it was is known', () => {
  const [own] = CALLS;
  const other = call('getCurrentUser', { actor: 'B', status: 'rejected', error: new Error('another') });

  expect([own, other].map((one) => one && isOfCalls(TOLD, [one]))).toEqual([true, false]);
});

test('the order of crashes does not depend on what is known of them', () => {
  const floating = (actor: string | undefined, error: Error) => ({ actor, error, isFloating: true as const });
  const one = floating('A', new TypeError('one'));
  const other = floating('B', new RangeError('other'));
  const returned = { actor: 'C', error: new Error('returned') };

  expect(inOrder([one, other, returned])).toEqual([returned, other, one]);
  expect(inOrder([floating(undefined, one.error), floating(undefined, other.error)])[0]?.error).toBe(
    other.error,
  );
});
