import { STORAGE_BACKEND_NAMES, STORAGE_BACKENDS, type StorageBackendName } from './catalogue.ts';
import { type KeyValueStorage, keyValueStorage } from './key-value-storage.ts';
import { TimedStorage, type TimedStorageOptions } from './timed-storage.ts';

export type { KeyValueStorage } from './key-value-storage.ts';

export interface FakeStorageOptions extends TimedStorageOptions {
  /** Default `async-storage-android`. */
  readonly backend?: StorageBackendName;
}

const OPTIONS: Readonly<Record<keyof FakeStorageOptions, true>> = {
  backend: true,
  data: true,
  latency: true,
  schedule: true,
  fault: true,
};

/**
 * A storage for `setKeyValueStorage` that behaves as a real backend does. It waits by the global `setTimeout`,
 * so that a test's fake timers control it.
 * @throws {TypeError} for a backend or an option that does not exist, or an option that is no function where one is expected
 */
export function createFakeStorage({
  backend = 'async-storage-android',
  ...options
}: FakeStorageOptions = {}): KeyValueStorage {
  if (!Object.hasOwn(STORAGE_BACKENDS, backend)) {
    throw new TypeError(`no storage backend "${backend}"; there are ${STORAGE_BACKEND_NAMES.join(', ')}`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) {
    throw new TypeError(
      `createFakeStorage has no option "${unknown}"; it has ${Object.keys(OPTIONS).join(', ')}`,
    );
  }
  for (const name of ['latency', 'schedule', 'fault'] as const) {
    const given: unknown = options[name];
    if (given === undefined || typeof given === 'function') continue;
    const hint = name === 'latency' ? ', such as constantLatency(5)' : '';
    throw new TypeError(`createFakeStorage: ${name} is ${JSON.stringify(given)}; expected a function${hint}`);
  }
  return keyValueStorage(new TimedStorage(STORAGE_BACKENDS[backend], options));
}
