import { separateErrors } from '../failure.ts';
import type { NativeStorage } from '../native-storage.ts';
import { noValueRefused } from '../no-value.ts';

export type AsyncStorageEntry = readonly [key: string, value: string | null];

/** Called before the promise settles, with an error (null or undefined if there is none) and the result. */
export type AsyncStorageCallback<Error, Result = undefined> = (
  error: Error | null | undefined,
  result?: Result | null,
) => void;

type Errors = readonly Error[];

/** A call of `multiGet` that waits for the batch to be sent. */
interface GetRequest {
  readonly keys: readonly string[];
  readonly callback: AsyncStorageCallback<Errors, readonly AsyncStorageEntry[]> | undefined;
  readonly resolve: (entries: readonly AsyncStorageEntry[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The default export of `@react-native-async-storage/async-storage` 1.x and 2.x, over a native storage.
 * `mergeItem`, `multiMerge` and `flushGetRequests`, which Amplify does not use, are left out. A callback that
 * throws rejects the promise, where the real one crashes the app.
 *
 * Source: `AsyncStorage.native.ts` of 1.24.0 and 2.2.0, compared in `conformance/native-modules.test.ts`.
 */
export class FakeAsyncStorage {
  readonly #native: NativeStorage;
  #requests: GetRequest[] = [];

  constructor(native: NativeStorage) {
    this.#native = native;
  }

  /** An empty string reads as null. */
  getItem(key: string, callback?: AsyncStorageCallback<Error, string | null>): Promise<string | null> {
    return this.#native.perform({ method: 'getItem', key }).then(
      (stored) => {
        const value = stored === '' ? null : stored;
        callback?.(undefined, value);
        return value;
      },
      (error) => fail(separateErrors(error)[0], (first) => callback?.(first, null)),
    );
  }

  setItem(key: string, value: string, callback?: AsyncStorageCallback<Error>): Promise<void> {
    if (value == null) return Promise.reject(noValueRefused());
    return toldFirst(this.#native.perform({ method: 'setItem', key, value }), callback);
  }

  removeItem(key: string, callback?: AsyncStorageCallback<Error>): Promise<void> {
    return toldFirst(this.#native.perform({ method: 'removeItem', key }), callback);
  }

  clear(callback?: AsyncStorageCallback<Error>): Promise<void> {
    return toldFirst(this.#native.perform({ method: 'clear' }), callback);
  }

  getAllKeys(callback?: AsyncStorageCallback<Error, readonly string[]>): Promise<readonly string[]> {
    return this.#native.perform({ method: 'getAllKeys' }).then(
      (keys) => {
        callback?.(null, keys);
        return keys;
      },
      (error) => fail(error, (error) => callback?.(error, null)),
    );
  }

  /**
   * Reads several entries. It waits for a `setImmediate`, which in React Native is a microtask, and is then sent
   * in one with the others that wait: an operation issued later, but before that, overtakes it.
   */
  multiGet(
    keys: readonly string[],
    callback?: AsyncStorageCallback<Errors, readonly AsyncStorageEntry[]>,
  ): Promise<readonly AsyncStorageEntry[]> {
    if (this.#requests.length === 0) queueMicrotask(() => this.#sendRequests());
    return new Promise((resolve, reject) => {
      this.#requests.push({ keys, callback, resolve, reject });
    });
  }

  /**
   * Writes several entries. Rejects with an array of errors.
   * @throws {Error} at once for an empty list
   */
  multiSet(
    entries: readonly (readonly [key: string, value: string])[],
    callback?: AsyncStorageCallback<Errors>,
  ): Promise<void> {
    if (!Array.isArray(entries[0])) throw new Error('[AsyncStorage] multiSet needs an array of pairs');
    if (entries.some(([, value]) => value == null)) return Promise.reject(noValueRefused());
    return toldAll(this.#native.perform({ method: 'multiSet', entries }), callback);
  }

  /** Removes several entries. Rejects with an array of errors. */
  multiRemove(keys: readonly string[], callback?: AsyncStorageCallback<Errors>): Promise<void> {
    return toldAll(this.#native.perform({ method: 'multiRemove', keys }), callback);
  }

  #sendRequests(): void {
    const requests = this.#requests;
    this.#requests = [];
    const keys = [...new Set(requests.flatMap((request) => request.keys))];
    this.#native.perform({ method: 'multiGet', keys }).then(
      (values) => {
        const found = new Map(keys.map((key, index) => [key, values[index] ?? null]));
        for (const { keys, callback, resolve } of requests) {
          const entries = keys.map((key) => [key, found.get(key) ?? null] as const);
          callback?.(null, entries);
          resolve(entries);
        }
      },
      (error) => {
        const errors = separateErrors(error);
        for (const { callback, reject } of requests) {
          callback?.(errors);
          reject(errors[0]);
        }
      },
    );
  }
}

// Each of these is one `then`, so that promises settle in the order in which the native side reports.

function toldFirst(
  performed: Promise<unknown>,
  callback: AsyncStorageCallback<Error> | undefined,
): Promise<void> {
  return performed.then(
    () => void callback?.(undefined),
    (error) => fail(separateErrors(error)[0], (first) => callback?.(first)),
  );
}

function toldAll(
  performed: Promise<unknown>,
  callback: AsyncStorageCallback<Errors> | undefined,
): Promise<void> {
  return performed.then(
    () => void callback?.(null),
    (error) => fail(separateErrors(error), (errors) => callback?.(errors)),
  );
}

function fail<Told>(error: Told, tell: (error: Told) => void): never {
  tell(error);
  throw error;
}
