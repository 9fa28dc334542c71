import { formatHash, hashOf, hashText, mixHigh, mixLow } from '../../instrumentation/heap/runtime/hash.ts';

/** A sum of 64-bit hashes that does not depend on the order of what is added. */
export class HashSum {
  #low = 0;
  #high = 0;

  add(text: string): void {
    const { low, high } = hashOf(text);
    this.#low = (this.#low + low) | 0;
    this.#high = (this.#high + high) | 0;
  }

  /** A name with what it stands for; both are expected again. */
  addEntry(name: string, value: string): void {
    const [one, other] = [hashText(name), hashText(value)];
    this.#low = (this.#low + mixLow(one.low, other.low)) | 0;
    this.#high = (this.#high + mixHigh(one.high, other.high)) | 0;
  }

  get value(): string {
    return formatHash(this.#low, this.#high);
  }
}

/** A 64-bit hash as a word. */
export function hashWord(text: string): string {
  const { low, high } = hashOf(text);
  return formatHash(low, high);
}

/** The same of a text that is expected again. */
export function rememberedHashWord(text: string): string {
  const { low, high } = hashText(text);
  return formatHash(low, high);
}
