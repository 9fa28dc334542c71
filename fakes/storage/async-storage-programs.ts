import fc from 'fast-check';
import type { BackendOperation } from './batch-operation.ts';
import type { FakeAsyncStorage } from './modules/async-storage.ts';

/** One call of an app, and whether it waits for it before it makes the next. */
export interface AppCall {
  readonly call: 'getItem' | 'setItem' | 'removeItem' | 'multiGet' | 'multiSet' | 'getAllKeys' | 'clear';
  readonly keys: readonly string[];
  readonly awaited: boolean;
}

/** Any of them. */
export const appCall: fc.Arbitrary<AppCall> = fc.record({
  call: fc.constantFrom('getItem', 'setItem', 'removeItem', 'multiGet', 'multiSet', 'getAllKeys', 'clear'),
  keys: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }),
  awaited: fc.boolean(),
});

/**
 * The reference: a serial queue carries each operation out on a map when its turn comes, so what it results in
 * depends on the order of issue alone. It shares no code with the fake.
 */
export class ReferenceQueue {
  readonly #entries: Record<string, string> = Object.create(null);

  carryOut(operation: BackendOperation): unknown {
    const entries = this.#entries;
    const read = (key: string): string | null => entries[key] ?? null;
    switch (operation.method) {
      case 'getItem':
        return read(operation.key);
      case 'multiGet':
        return operation.keys.map(read);
      case 'getAllKeys':
        return Object.keys(entries).sort();
      case 'setItem':
        entries[operation.key] = operation.value;
        return undefined;
      case 'multiSet':
        for (const [key, value] of operation.entries) entries[key] = value;
        return undefined;
      case 'removeItem':
        delete entries[operation.key];
        return undefined;
      case 'multiRemove':
        for (const key of operation.keys) delete entries[key];
        return undefined;
      case 'clear':
        for (const key of Object.keys(entries)) delete entries[key];
        return undefined;
    }
  }
}

/** Makes the calls of an actor, in order. @param name tells its values from those of other actors */
export async function runActor(
  storage: FakeAsyncStorage,
  calls: readonly AppCall[],
  name: string,
): Promise<void> {
  for (const [index, { call, keys, awaited }] of calls.entries()) {
    const [key = ''] = keys;
    const value = `${name}${index}`;
    const made = (): Promise<unknown> => {
      switch (call) {
        case 'setItem':
          return storage.setItem(key, value);
        case 'multiSet':
          return storage.multiSet(keys.map((each) => [each, value]));
        case 'multiGet':
          return storage.multiGet(keys);
        case 'getAllKeys':
          return storage.getAllKeys();
        case 'clear':
          return storage.clear();
        default:
          return storage[call](key);
      }
    };
    const running = made();
    if (awaited) await running;
  }
}
