const MOST_ENTRIES = 20_000;

/**
 * Remembers what pure functions return. Simulated worlds issue the same tokens over and over, and a signature
 * costs half a millisecond.
 */
export class Memo {
  readonly #values = new Map<string, string>();

  get(key: string, make: () => string): string {
    let value = this.#values.get(key);
    if (value === undefined) {
      if (this.#values.size >= MOST_ENTRIES) this.#values.clear();
      value = make();
      this.#values.set(key, value);
    }
    return value;
  }
}
