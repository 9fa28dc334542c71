/** One operation on a single entry of a key-value store, or on all. `clear` empties it; the others touch `key` alone. */
export type StorageOperation =
  | { readonly method: 'getItem'; readonly key: string }
  | { readonly method: 'setItem'; readonly key: string; readonly value: string }
  | { readonly method: 'removeItem'; readonly key: string }
  | { readonly method: 'clear' };

/** What outlives processes: the entries themselves, on disk. */
export type StorageData = Map<string, string>;

/**
 * Carries an operation out on the data, at once and as a whole.
 * @returns the value for `getItem` (null when absent), otherwise undefined, as AsyncStorage and localStorage do.
 */
export function applyOperation(data: StorageData, operation: StorageOperation): string | null | undefined {
  switch (operation.method) {
    case 'getItem':
      return data.get(operation.key) ?? null;
    case 'setItem':
      data.set(operation.key, operation.value);
      return undefined;
    case 'removeItem':
      data.delete(operation.key);
      return undefined;
    case 'clear':
      data.clear();
      return undefined;
  }
}
