import type { BackendOperation } from '../batch-operation.ts';
import type { StorageData } from '../operation.ts';

/** What a `storage` event tells of a change. `key` is null when everything was cleared. */
export interface StorageChange {
  readonly key: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/**
 * The change that an operation is about to make, as other documents hear of it.
 * @returns undefined when it changes nothing: reading, the value already there, removing what is absent,
 *   clearing what is empty
 */
export function changeBy(operation: BackendOperation, data: StorageData): StorageChange | undefined {
  if (operation.method === 'clear') {
    return data.size > 0 ? { key: null, oldValue: null, newValue: null } : undefined;
  }
  if (operation.method !== 'setItem' && operation.method !== 'removeItem') return undefined;
  const oldValue = data.get(operation.key) ?? null;
  const newValue = operation.method === 'setItem' ? operation.value : null;
  return oldValue === newValue ? undefined : { key: operation.key, oldValue, newValue };
}
