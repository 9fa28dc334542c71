import type { NativeStorage } from '../native-storage.ts';

/** `window.localStorage` by its methods. Entries as properties (`localStorage.theme`) are left out. */
export class FakeLocalStorage {
  readonly #native: Pick<NativeStorage, 'performAtOnce'>;

  constructor(native: Pick<NativeStorage, 'performAtOnce'>) {
    this.#native = native;
  }

  get length(): number {
    return this.#keys().length;
  }

  key(index: number): string | null {
    return this.#keys()[index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#native.performAtOnce({ method: 'getItem', key: String(key) });
  }

  /** @throws {DOMException} named `QuotaExceededError` when the origin's space is used up */
  setItem(key: string, value: string): void {
    this.#native.performAtOnce({ method: 'setItem', key: String(key), value: String(value) });
  }

  removeItem(key: string): void {
    this.#native.performAtOnce({ method: 'removeItem', key: String(key) });
  }

  clear(): void {
    this.#native.performAtOnce({ method: 'clear' });
  }

  #keys(): readonly string[] {
    return this.#native.performAtOnce({ method: 'getAllKeys' });
  }
}
