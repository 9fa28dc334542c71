import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import { applyBackendOperation, type BackendOperation, type StorageResult } from '../batch-operation.ts';
import type { StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';

/** What keys and values of an origin may add up to in Chromium, in UTF-16 code units: see `CONFORMANCE.md`. */
export const WEB_STORAGE_QUOTA = 5 * 1024 * 1024;

/**
 * localStorage: synchronous and shared by the tabs of an origin, each operation atomic. Writing beyond the
 * quota throws and keeps the old value; a value no larger than the one it replaces always fits.
 *
 * @param quota in UTF-16 code units of keys and values
 */
export function webStorageBackend(quota = WEB_STORAGE_QUOTA): StorageBackend {
  return {
    title: 'localStorage (synchronous, with a quota)',
    ordering: 'sync',
    failures: ['quota-exceeded'],
    device: (data) => deviceWithoutMemory(new WebStorageProcess(data, quota)),
  };
}

class WebStorageProcess implements StorageProcess {
  readonly #data: StorageData;
  readonly #quota: number;

  constructor(data: StorageData, quota: number) {
    this.#data = data;
    this.#quota = quota;
  }

  memory(): string {
    return '';
  }

  failuresOf(operation: BackendOperation): readonly StorageFailure[] {
    return operation.method === 'setItem' && this.#growth(operation.key, operation.value) > 0
      ? ['quota-exceeded']
      : [];
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    if (operation.method === 'setItem') {
      const growth = this.#growth(operation.key, operation.value);
      if (failure || (growth > 0 && this.#used() + growth > this.#quota)) {
        throw new DOMException(
          `Setting the value of '${operation.key}' exceeded the quota.`,
          'QuotaExceededError',
        );
      }
    }
    return applyBackendOperation(this.#data, operation) as StorageResult<Operation>;
  }

  #growth(key: string, value: string): number {
    const old = this.#data.get(key);
    return old === undefined ? key.length + value.length : value.length - old.length;
  }

  #used(): number {
    let units = 0;
    for (const [key, value] of this.#data) units += key.length + value.length;
    return units;
  }
}
