import { describe, expect, it } from 'vitest';
import { hashHex, N, pad, power } from './group.ts';
import { expectedSignature, isClientPublicValue, serverPublicValue, verifierOf } from './srp.ts';

describe('power', () => {
  it.each([
    [3n, 0n, 1n],
    [3n, 1n, 3n],
    [2n, 10n, 1024n],
    [7n, 0x123n, 7n ** 0x123n % N],
  ])('raises %s to %s', (base, exponent, expected) => {
    expect(power(base, exponent)).toBe(expected);
  });

  it("agrees with Fermat's little theorem, as the modulus is prime", () => {
    expect(power(0xdeadbeefn, N - 1n)).toBe(1n);
  });
});

describe('pad', () => {
  it.each([
    [0x0n, '00'],
    [0x7n, '07'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0xabcn, '0abc'],
    [0x8bcdn, '008bcd'],
  ])('writes %s as %s', (number, hex) => {
    expect(pad(number)).toBe(hex);
  });
});

it('the multiplier is that of the group, as in published clients', () => {
  expect(hashHex(pad(N) + pad(2n)).toString(16)).toMatch(/^[0-9a-f]{60,64}$/);
  expect(N.toString(16)).toHaveLength(768);
});

describe('a client public value', () => {
  it.each(['', 'xyz', '0', N.toString(16), (2n * N).toString(16)])('is refused: %s', (value) => {
    expect(isClientPublicValue(value)).toBe(false);
  });

  it('is accepted in upper and lower case', () => {
    expect([isClientPublicValue('AB'), isClientPublicValue('ab')]).toEqual([true, true]);
  });
});

it('the signature depends on everything that it covers', () => {
  const prover = { group: 'Example01', id: 'alice' };
  const verifier = verifierOf(prover, 'password', 'ab');
  const exchange = { clientPublicValue: 'abcdef', verifier, secret: '1234' };
  const signatures = [
    expectedSignature(prover, exchange, 'AAAA', 'now'),
    expectedSignature({ ...prover, id: 'bob' }, exchange, 'AAAA', 'now'),
    expectedSignature(prover, { ...exchange, secret: '1235' }, 'AAAA', 'now'),
    expectedSignature(prover, { ...exchange, clientPublicValue: 'abcdee' }, 'AAAA', 'now'),
    expectedSignature(prover, exchange, 'AAAB', 'now'),
    expectedSignature(prover, exchange, 'AAAA', 'later'),
  ];

  expect(new Set(signatures).size).toBe(signatures.length);
  expect(serverPublicValue(verifier, '1234')).not.toBe(serverPublicValue(verifier, '1235'));
});
