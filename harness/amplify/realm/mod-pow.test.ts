import { expect, test } from 'vitest';
import { modPow } from './mod-pow.ts';

test.each([
  [2n, 10n, 1000n],
  [7n, 0n, 13n],
  [123_456_789n, 987n, 1_000_000_007n],
])('%d ** %d mod %d', (base, exponent, modulus) => {
  expect(modPow(base, exponent, modulus)).toBe(base ** exponent % modulus);
});

test('anything modulo 1 is 0', () => {
  expect(modPow(2n, 0n, 1n)).toBe(0n);
});

test('is fast for exponents as long as those of SRP', () => {
  // Fermat: of a prime p, a ** (p - 1) mod p is 1.
  const prime = 2n ** 521n - 1n;

  expect(modPow(3n, prime - 1n, prime)).toBe(1n);
});
