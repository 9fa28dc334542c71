import { expect, it } from 'vitest';
import { formatCount } from '../../results/words/count.ts';
import { counted, formatShare } from './count.ts';

it('groups thousands', () => {
  expect([0, 999, 1_240, 1_234_567, 411.6].map(formatCount)).toEqual([
    '0',
    '999',
    '1,240',
    '1,234,567',
    '412',
  ]);
});

it('counts in words', () => {
  expect(counted(1, 'step')).toBe('1 step');
  expect(counted(0, 'step')).toBe('0 steps');
  expect(counted(2_000, 'class', 'classes')).toBe('2,000 classes');
});

it.each([
  [0, 2_000, '0%'],
  [1, 2_000, '<0.1%'],
  [143, 2_000, '7.2%'],
  [1_000, 2_000, '50%'],
  [1_999, 2_000, '>99.9%'],
  [2_000, 2_000, '100%'],
])('tells the share of %i in %i as %s', (part, whole, expected) => {
  expect(formatShare(part, whole)).toBe(expected);
});
