import { expect, it } from 'vitest';
import { formatDuration } from './duration.ts';

it.each([
  [0, '0 ms'],
  [934.2, '934 ms'],
  [999.7, '1 s'],
  [4_812, '4.8 s'],
  [9_949, '9.9 s'],
  [9_951, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
])('tells %d ms as %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});
