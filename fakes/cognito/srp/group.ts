import { createDiffieHellmanGroup, createHash } from 'node:crypto';

/** The 3072-bit MODP group of RFC 3526, 5, that Cognito does SRP in. */
export const N = BigInt(`0x${createDiffieHellmanGroup('modp15').getPrime('hex')}`);
export const GENERATOR = 2n;

/** The multiplier of SRP-6a (RFC 5054, 2.5.3), from numbers padded in Cognito's way. */
export const MULTIPLIER = hashHex(pad(N) + pad(GENERATOR));

/** Whole bytes of hex, and one of zeros in front where the first bit is set: as Java's `BigInteger.toByteArray`. */
export function pad(number: bigint): string {
  const hex = number.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

/** SHA-256 of the bytes that hex digits stand for, as a number. */
export function hashHex(hex: string): bigint {
  return BigInt(`0x${createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')}`);
}

/** `base ** exponent mod N`, by squaring and multiplying, four bits of the exponent at a time. */
export function power(base: bigint, exponent: bigint): bigint {
  const powers = [1n];
  for (let i = 1; i < 16; i += 1) powers.push(((powers[i - 1] ?? 1n) * base) % N);
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i += 1) result = (result * result) % N;
    result = (result * (powers[Number.parseInt(digit, 16)] ?? 1n)) % N;
  }
  return result;
}
