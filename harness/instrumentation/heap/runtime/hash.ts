/**
 * Hashes of 64 bits as two words of 32, fast and not cryptographic. With ten million different states the chance
 * that any two share a hash is about 3 in a million: a search would have to be far larger to be misled.
 */
export interface Words {
  readonly low: number;
  readonly high: number;
}

/** Combines two words: the finaliser of MurmurHash3 over both. Each lane has a multiplier of its own. */
export function mixLow(left: number, right: number): number {
  let hash = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b) + 0x165667b1;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

/** See {@link mixLow}. */
export function mixHigh(left: number, right: number): number {
  let hash = Math.imul(left ^ Math.imul(right, 0x2c1b3c6d), 0x297a2d39) + 0x27d4eb2f;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x5bd1e995);
  return hash ^ (hash >>> 14);
}

const MOST_REMEMBERED = 50_000;
const remembered = new Map<string, Words>();

/** The hash of a text. Names and tokens come again and again, so hashes are remembered. */
export function hashText(text: string): Words {
  let words = remembered.get(text);
  if (words === undefined) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    words = hashOf(text);
    remembered.set(text, words);
  }
  return words;
}

/** The hash of a text that is not expected again: two lanes of FNV-1a, mixed in the end. */
export function hashOf(text: string): Words {
  let low = 0x811c9dc5;
  let high = 0x2c1b3c6d;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) + (high >>> 15);
  }
  return { low: mixLow(low, text.length), high: mixHigh(high, text.length) };
}

/** A hash as a word. In decimal, which is several times as fast to write as any other base. */
export function formatHash(low: number, high: number): string {
  return `${low >>> 0}.${high >>> 0}`;
}
