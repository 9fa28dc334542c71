import { expect, test } from 'vitest';
import { overlap, wilson } from './interval.ts';

test('an interval is around the share, and narrower the more was sampled', () => {
  const [low, high] = wilson([50, 100]);
  const [lowOfMore, highOfMore] = wilson([500, 1000]);

  expect([low, high].map((end) => end.toFixed(3))).toEqual(['0.375', '0.625']);
  expect(lowOfMore).toBeGreaterThan(low);
  expect(highOfMore).toBeLessThan(high);
});

test('none of many is not never', () => {
  expect(wilson([0, 100])[0]).toBeCloseTo(0);
  expect(wilson([0, 100])[1]).toBeCloseTo(0.062, 3);
});

test('shares overlap where both may stand for the same', () => {
  expect(overlap([10, 100], [15, 100])).toBe(true);
  expect(overlap([10, 100], [60, 100])).toBe(false);
});
