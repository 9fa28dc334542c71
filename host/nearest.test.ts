import { expect, test } from 'vitest';
import { suggestion } from './nearest.ts';

const KNOWN = ['concurrent-refresh', 'sign-out-during-refresh', 'on'];

test.each([
  ['concurent-refresh', ' Did you mean "concurrent-refresh"?'],
  ['Concurrent-Refresh', ' Did you mean "concurrent-refresh"?'],
  ['signout-during-refresh', ' Did you mean "sign-out-during-refresh"?'],
])('%s is taken for the nearest', (typed, expected) => {
  expect(suggestion(typed, KNOWN)).toBe(expected);
});

test('what is near nothing gets no suggestion', () => {
  expect(suggestion('payments', KNOWN)).toBe('');
});

test('the nearest comes first', () => {
  expect(suggestion('rotation', ['rotations', 'rotation'])).toBe(' Did you mean "rotation"?');
});

test('nothing known gives no suggestion', () => {
  expect(suggestion('x', [])).toBe('');
});
