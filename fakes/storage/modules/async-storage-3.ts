import type { NativeStorage } from '../native-storage.ts';

/** The error with which every operation of AsyncStorage 3.x rejects. */
export class AsyncStorageError extends Error {
  override readonly name = 'AsyncStorageError';
  readonly type: 'SqliteStorageError' | 'UnknownError';

  constructor(message: string, type: AsyncStorageError['type']) {
    super(message);
    this.type = type;
  }
}

/**
 * An AsyncStorage of `@react-native-async-storage/async-storage` 3.x, over a native storage: the default export
 * (`legacy`) or one made by `createAsyncStorage`.
 *
 * It has neither callbacks nor `multiGet`, `multiSet` and `multiRemove`. Amplify v5 waits for a callback of
 * `getAllKeys` when it starts, and the `clear` of Amplify v6's React Native storage calls `multiRemove`.
 *
 * Source: `createAsyncStorage.native.ts` of 3.1.1, compared in `conformance/native-modules.test.ts`.
 */
export class FakeAsyncStorage3 {
  readonly #native: NativeStorage;
  readonly #errorType: AsyncStorageError['type'];

  /** @param kind only `database` (from `createAsyncStorage`) distinguishes errors of SQLite from others */
  constructor(native: NativeStorage, kind: 'legacy' | 'database' = 'legacy') {
    this.#native = native;
    this.#errorType = kind === 'database' ? 'SqliteStorageError' : 'UnknownError';
  }

  getItem(key: string): Promise<string | null> {
    return this.#wrapped(() => this.#native.perform({ method: 'getItem', key }));
  }

  setItem(key: string, value: string): Promise<void> {
    return this.#wrapped(() => this.#native.perform({ method: 'setItem', key, value }));
  }

  removeItem(key: string): Promise<void> {
    return this.#wrapped(() => this.#native.perform({ method: 'removeItem', key }));
  }

  async getMany(keys: readonly string[]): Promise<Record<string, string | null>> {
    const values = await this.#wrapped(() => this.#native.perform({ method: 'multiGet', keys }));
    return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]));
  }

  setMany(entries: Readonly<Record<string, string>>): Promise<void> {
    return this.#wrapped(() =>
      this.#native.perform({ method: 'multiSet', entries: Object.entries(entries) }),
    );
  }

  removeMany(keys: readonly string[]): Promise<void> {
    return this.#wrapped(() => this.#native.perform({ method: 'multiRemove', keys }));
  }

  getAllKeys(): Promise<readonly string[]> {
    return this.#wrapped(() => this.#native.perform({ method: 'getAllKeys' }));
  }

  clear(): Promise<void> {
    return this.#wrapped(() => this.#native.perform({ method: 'clear' }));
  }

  async #wrapped<Result>(perform: () => Promise<Result>): Promise<Result> {
    try {
      return await perform();
    } catch (error) {
      throw new AsyncStorageError((error as Error).message, this.#errorType);
    }
  }
}
