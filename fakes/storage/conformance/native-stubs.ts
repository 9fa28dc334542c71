import type { BackendOperation } from '../batch-operation.ts';
import { combinedError, NativeStorageError } from '../failure.ts';
import type { NativeStorage } from '../native-storage.ts';
import type { ModuleProgram, NativeCall } from './module-program.ts';

type Entries = readonly (readonly [key: string, value: string])[];
type Failure = { readonly message: string; readonly key?: string };

/** A serial native side that writes down each call, and answers in order, later. */
class Recorder {
  readonly #stored: Map<string, string>;
  readonly #program: ModuleProgram;
  readonly #calls: NativeCall[];

  constructor(program: ModuleProgram, calls: NativeCall[]) {
    this.#stored = new Map(Object.entries(program.stored ?? {}));
    this.#program = program;
    this.#calls = calls;
  }

  get(keys: readonly string[], answer: (errors: Failures, values: readonly (string | null)[]) => void): void {
    this.#answer(['get', keys], (errors) =>
      answer(
        errors,
        keys.map((key) => this.#stored.get(key) ?? null),
      ),
    );
  }

  set(entries: Entries, answer: (errors: Failures) => void): void {
    this.#answer(['set', entries], (errors) => {
      if (!errors) for (const [key, value] of entries) this.#stored.set(key, value);
      answer(errors);
    });
  }

  remove(keys: readonly string[], answer: (errors: Failures) => void): void {
    this.#answer(['remove', keys], (errors) => {
      if (!errors) for (const key of keys) this.#stored.delete(key);
      answer(errors);
    });
  }

  clear(answer: (errors: Failures) => void): void {
    this.#answer(['clear'], (errors) => {
      if (!errors) this.#stored.clear();
      answer(errors);
    });
  }

  keys(answer: (errors: Failures, keys: readonly string[]) => void): void {
    this.#answer(['keys'], (errors) => answer(errors, [...this.#stored.keys()]));
  }

  #answer(call: NativeCall, answer: (errors: Failures) => void): void {
    const errors = this.#program.failing?.[this.#calls.length];
    this.#calls.push(call);
    setTimeout(() => answer(errors), 0);
  }
}

type Failures = readonly Failure[] | undefined;

/** The native side of AsyncStorage 1.x and 2.x. */
export function callbackNative(program: ModuleProgram, calls: NativeCall[]): object {
  const recorder = new Recorder(program, calls);
  type Callback = (errors: unknown, result?: unknown) => void;
  return {
    multiGet: (keys: readonly string[], callback: Callback) =>
      recorder.get(keys, (errors, values) =>
        errors
          ? callback(errors, null)
          : callback(
              null,
              keys.map((key, index) => [key, values[index]]),
            ),
      ),
    multiSet: (entries: Entries, callback: Callback) => recorder.set(entries, (errors) => callback(errors)),
    multiRemove: (keys: readonly string[], callback: Callback) =>
      recorder.remove(keys, (errors) => callback(errors)),
    clear: (callback: Callback) => recorder.clear((errors) => callback(errors?.[0])),
    getAllKeys: (callback: Callback) =>
      recorder.keys((errors, keys) => (errors ? callback(errors[0], null) : callback(null, keys))),
  };
}

/** The native side of the default export of AsyncStorage 3.x. */
export function promiseNative(program: ModuleProgram, calls: NativeCall[]): object {
  const recorder = new Recorder(program, calls);
  return {
    legacy_multiGet: (keys: readonly string[]) =>
      promised((settle) =>
        recorder.get(keys, (errors, values) =>
          settle(
            errors,
            keys.map((key, index) => [key, values[index]]),
          ),
        ),
      ),
    legacy_multiSet: (entries: Entries) => promised((settle) => recorder.set(entries, settle)),
    legacy_multiRemove: (keys: readonly string[]) => promised((settle) => recorder.remove(keys, settle)),
    legacy_getAllKeys: () => promised((settle) => recorder.keys(settle)),
    legacy_clear: () => promised((settle) => recorder.clear(settle)),
  };
}

/** The native side of expo-secure-store. Its synchronous functions do not wait for the others. */
export function secureStoreNative(program: ModuleProgram, calls: NativeCall[]): object {
  const recorder = new Recorder(program, calls);
  return {
    getValueWithKeyAsync: (key: string) =>
      promised((settle) => recorder.get([key], (errors, [value]) => settle(errors, value))),
    setValueWithKeyAsync: (value: string, key: string) =>
      promised((settle) => recorder.set([[key, value]], settle)),
    deleteValueWithKeyAsync: (key: string) => promised((settle) => recorder.remove([key], settle)),
    getValueWithKeySync: (key: string) => {
      calls.push(['get', [key]]);
      return program.stored?.[key] ?? null;
    },
    setValueWithKeySync: (value: string, key: string) => void calls.push(['set', [[key, value]]]),
  };
}

function promised(start: (settle: (errors: Failures, result?: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    start((errors, result) => (errors ? reject(new Error(errors[0]?.message)) : resolve(result)));
  });
}

/** The native side of our own modules. */
export function fakeNative(program: ModuleProgram, calls: NativeCall[]): NativeStorage {
  const recorder = new Recorder(program, calls);
  const secureStore = secureStoreNative(program, calls) as {
    getValueWithKeySync(key: string): string | null;
    setValueWithKeySync(value: string, key: string): void;
  };
  const perform = (operation: BackendOperation): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (errors: Failures, result?: unknown): void => {
        if (errors)
          reject(combinedError(errors.map((error) => new NativeStorageError(error.message, error))));
        else resolve(result);
      };
      switch (operation.method) {
        case 'getItem':
          return recorder.get([operation.key], (errors, [value]) => settle(errors, value));
        case 'multiGet':
          return recorder.get(operation.keys, settle);
        case 'setItem':
          return recorder.set([[operation.key, operation.value]], settle);
        case 'multiSet':
          return recorder.set(operation.entries, settle);
        case 'removeItem':
          return recorder.remove([operation.key], settle);
        case 'multiRemove':
          return recorder.remove(operation.keys, settle);
        case 'getAllKeys':
          return recorder.keys(settle);
        case 'clear':
          return recorder.clear(settle);
      }
    });
  const performAtOnce = (operation: BackendOperation): unknown => {
    if (operation.method === 'getItem') return secureStore.getValueWithKeySync(operation.key);
    if (operation.method !== 'setItem') throw new TypeError(`nothing does ${operation.method} at once`);
    return secureStore.setValueWithKeySync(operation.value, operation.key);
  };
  return { perform, performAtOnce } as NativeStorage;
}
