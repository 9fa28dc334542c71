import type { NativeStorage } from '../native-storage.ts';

/**
 * expo-secure-store 57 over a native storage, without its options. Every function rejects or throws for a key of
 * other characters than letters, digits, `_`, `.` and `-`.
 */
export class FakeSecureStore {
  readonly #native: NativeStorage;

  constructor(native: NativeStorage) {
    this.#native = native;
  }

  getItemAsync(key: string): Promise<string | null> {
    return this.#native.perform({ method: 'getItem', key });
  }

  setItemAsync(key: string, value: string): Promise<void> {
    return this.#native.perform({ method: 'setItem', key, value });
  }

  deleteItemAsync(key: string): Promise<void> {
    return this.#native.perform({ method: 'removeItem', key });
  }

  /** Reads at once, ahead of whatever is queued. */
  getItem(key: string): string | null {
    return this.#native.performAtOnce({ method: 'getItem', key });
  }

  /** Writes at once, ahead of whatever is queued. */
  setItem(key: string, value: string): void {
    this.#native.performAtOnce({ method: 'setItem', key, value });
  }
}
