import { STORAGE_BACKENDS, type StorageBackendName } from './catalogue.ts';
import { type KeyValueStorage, keyValueStorage } from './key-value-storage.ts';
import { TimedStorage, type TimedStorageOptions } from './timed-storage.ts';

export type { KeyValueStorage } from './key-value-storage.ts';

export interface FakeStorageOptions extends TimedStorageOptions {
  /** Default `async-storage-android`. */
  readonly backend?: StorageBackendName;
}

/**
 * A storage for `setKeyValueStorage` that behaves as a real backend does. It waits by the global `setTimeout`,
 * so that a test's fake timers control it.
 */
export function createFakeStorage({
  backend = 'async-storage-android',
  ...options
}: FakeStorageOptions = {}): KeyValueStorage {
  return keyValueStorage(new TimedStorage(STORAGE_BACKENDS[backend], options));
}
