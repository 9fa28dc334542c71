import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A stream of seeded randomness. */
export class Randomness {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A stream that depends on the seed and on `name` alone, not on what was drawn before. */
  static named(seed: number, name: string): Randomness {
    return new Randomness(seed ^ hash32(name));
  }

  /** An integer from 0 to `bound - 1`. */
  below(bound: number): number {
    return uniformInt(this.#generator, 0, bound - 1);
  }

  /** A number from 0 (included) to 1 (excluded), as `Math.random` gives. */
  fraction(): number {
    return (this.below(0x4000000) * 0x8000000 + this.below(0x8000000)) / 0x20000000000000;
  }

  fill(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = this.below(256);
  }
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
