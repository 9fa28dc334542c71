/**
 * A sum of 64-bit hashes that does not depend on the order of what is added. Not cryptographic: with 10^7 states
 * the chance that any two collide is about 3 in a million.
 */
export class HashSum {
  #low = 0;
  #high = 0;

  add(text: string): void {
    const [low, high] = hash64(text);
    this.#low = (this.#low + low) | 0;
    this.#high = (this.#high + high) | 0;
  }

  get value(): string {
    return `${(this.#low >>> 0).toString(36)}.${(this.#high >>> 0).toString(36)}`;
  }
}

/** A 64-bit hash as a word. */
export function hashWord(text: string): string {
  const [low, high] = hash64(text);
  return `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}`;
}

/** Two lanes of FNV-1a with the finaliser of MurmurHash3. */
function hash64(text: string): [low: number, high: number] {
  let low = 0x811c9dc5;
  let high = 0x2c1b3c6d;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) + (high >>> 15);
  }
  return [finalise(low ^ (high >>> 7)), finalise(high ^ (low << 5))];
}

function finalise(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
