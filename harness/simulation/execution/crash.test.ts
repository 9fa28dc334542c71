import { describe, expect, test } from 'vitest';
import { call } from '../invariants/fixtures.ts';
import { isLetThrough } from './crash.ts';

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
    expect(isLetThrough(error, 'A', CALLS)).toBe(true);
  });
});

describe('an error of the program is not', () => {
  test.each([
    ['of its own', new Error('own')],
    ['beside one that is let through', new AggregateError([TOLD, new Error('own')])],
    ['whose causes form a circle', circle()],
    ['in a circle of several together', new AggregateError([circle()])],
  ])('%s', (_, error) => {
    expect(isLetThrough(error, 'A', CALLS)).toBe(false);
  });
});
