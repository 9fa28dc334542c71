import type { PageWitness } from './page-listeners.ts';

/** A tab's sessionStorage, as far as Amplify 5 uses it. Only code of the tab's page sees it. */
export class TabStorage {
  readonly #witness: PageWitness;
  readonly #data: Map<string, string>;

  constructor(witness: PageWitness, entries: Readonly<Record<string, string>>) {
    this.#witness = witness;
    this.#data = new Map(Object.entries(entries));
  }

  /** The functions of `sessionStorage`. */
  get functions(): object {
    return {
      getItem: (key: string) => {
        this.#witness.touch('read');
        const value = this.#data.get(key) ?? null;
        this.#witness.tell(String(value));
        return value;
      },
      setItem: (key: string, value: string) => {
        this.#witness.touch('write');
        this.#data.set(key, value);
      },
      removeItem: (key: string) => {
        this.#witness.touch('write');
        this.#data.delete(key);
      },
    };
  }

  /** Remembers its contents. @returns to be called to have these again */
  keep(): () => void {
    const kept = [...this.#data];
    return () => {
      this.#data.clear();
      for (const [key, value] of kept) this.#data.set(key, value);
    };
  }

  /** Equal for equal contents. */
  digest(): string {
    return JSON.stringify([...this.#data].sort());
  }
}
