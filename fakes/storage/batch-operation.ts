import { applyOperation, type StorageData, type StorageOperation } from './operation.ts';

/** An operation on several entries at once, which some backends have. */
export type BatchOperation =
  | { readonly method: 'multiGet'; readonly keys: readonly string[] }
  | { readonly method: 'multiSet'; readonly entries: readonly (readonly [key: string, value: string])[] }
  | { readonly method: 'multiRemove'; readonly keys: readonly string[] }
  | { readonly method: 'getAllKeys' };

/** Whatever a backend can be asked to do. */
export type BackendOperation = StorageOperation | BatchOperation;

/** What each operation results in. Absent entries are null. */
interface Results {
  readonly getItem: string | null;
  readonly setItem: undefined;
  readonly removeItem: undefined;
  readonly clear: undefined;
  /** In the order of the keys. */
  readonly multiGet: readonly (string | null)[];
  readonly multiSet: undefined;
  readonly multiRemove: undefined;
  readonly getAllKeys: readonly string[];
}

export type StorageResult<Operation extends BackendOperation = BackendOperation> =
  Results[Operation['method']];

/** Carries any operation out on the data, at once and as a whole. */
export function applyBackendOperation(data: StorageData, operation: BackendOperation): StorageResult {
  switch (operation.method) {
    case 'multiGet':
      return operation.keys.map((key) => data.get(key) ?? null);
    case 'multiSet':
      for (const [key, value] of operation.entries) data.set(key, value);
      return undefined;
    case 'multiRemove':
      for (const key of operation.keys) data.delete(key);
      return undefined;
    case 'getAllKeys':
      return [...data.keys()];
    default:
      return applyOperation(data, operation);
  }
}

/** The entries that an operation writes, in order; none for one that does not write. */
export function entriesWritten(
  operation: BackendOperation,
): readonly (readonly [key: string, value: string])[] {
  if (operation.method === 'setItem') return [[operation.key, operation.value]];
  return operation.method === 'multiSet' ? operation.entries : [];
}

/** The keys that an operation removes where they are there; of `clear` all that are. */
export function keysRemoved(operation: BackendOperation, data: StorageData): readonly string[] {
  if (operation.method === 'removeItem') return [operation.key];
  if (operation.method === 'multiRemove') return operation.keys;
  return operation.method === 'clear' ? [...data.keys()] : [];
}

/** Whether an operation leaves the data as it is. */
export function isRead({ method }: BackendOperation): boolean {
  return method === 'getItem' || method === 'multiGet' || method === 'getAllKeys';
}

/** The keys that an operation reads, writes or removes; undefined for all of them. */
export function keysTouched(operation: BackendOperation): readonly string[] | undefined {
  switch (operation.method) {
    case 'clear':
    case 'getAllKeys':
      return undefined;
    case 'multiSet':
      return operation.entries.map(([key]) => key);
    case 'multiGet':
    case 'multiRemove':
      return operation.keys;
    default:
      return [operation.key];
  }
}
