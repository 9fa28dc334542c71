import type { NativeStorage } from '../native-storage.ts';

/**
 * expo-secure-store 57 over a native storage, without its options. Every function rejects or throws for a key with
 * characters other than letters, digits, `_`, `.` and `-`.
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

  /** Reads synchronously, ahead of queued operations. */
  getItem(key: string): string | null {
    return this.#native.performAtOnce({ method: 'getItem', key });
  }

  /** Writes synchronously, ahead of queued operations. */
  setItem(key: string, value: string): void {
    this.#native.performAtOnce({ method: 'setItem', key, value });
  }
}
