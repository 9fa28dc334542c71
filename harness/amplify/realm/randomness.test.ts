import { expect, test } from 'vitest';
import { hash32, Randomness } from './randomness.ts';

const draws = (randomness: Randomness): number[] => Array.from({ length: 20 }, () => randomness.below(1000));

test('a stream repeats for the same seed and name', () => {
  expect(draws(Randomness.named(7, 'a'))).toEqual(draws(Randomness.named(7, 'a')));
});

test.each([
  ['seed', Randomness.named(7, 'a'), Randomness.named(8, 'a')],
  ['name', Randomness.named(7, 'a'), Randomness.named(7, 'b')],
])('a stream of another %s differs', (_, one, other) => {
  expect(draws(one)).not.toEqual(draws(other));
});

test('every number below the bound is drawn, and none from it on', () => {
  const randomness = new Randomness(1);

  const drawn = new Set(Array.from({ length: 300 }, () => randomness.below(6)));

  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('fractions are at least 0 and below 1, on both sides of the middle', () => {
  const randomness = new Randomness(1);

  const fractions = Array.from({ length: 1000 }, () => randomness.fraction());

  expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...fractions)).toBeLessThan(1);
  expect(fractions.filter((fraction) => fraction < 0.5).length).toBeGreaterThan(400);
  expect(fractions.filter((fraction) => fraction >= 0.5).length).toBeGreaterThan(400);
});

test('the hash of a text is that of FNV-1a', () => {
  // The published vectors of draft-eastlake-fnv.
  expect([hash32(''), hash32('a'), hash32('foobar')].map((hash) => hash >>> 0)).toEqual([
    0x811c9dc5, 0xe40c292c, 0xbf9cf968,
  ]);
});
