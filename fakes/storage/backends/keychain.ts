import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import { applyBackendOperation, type BackendOperation, type StorageResult } from '../batch-operation.ts';
import { NativeStorageError, type StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';
import { secureStoreRefusal } from './secure-store-keys.ts';

/**
 * expo-secure-store on iOS with its defaults: one serial queue, entries readable while the device is unlocked.
 * A locked device makes reading an entry and writing reject, and changes nothing; what does not exist can be
 * read. Deleting ignores whether it succeeded: the fake deletes.
 *
 * The keychain survives an uninstall of the app, which AsyncStorage does not: give a fresh device the old
 * data to model that. Source: `SecureStoreModule.swift` of 14.2.4 and 57.0.4; expo #23924, #28304.
 */
export const keychainBackend: StorageBackend = {
  title: 'expo-secure-store on iOS (keychain, readable while unlocked)',
  ordering: 'fifo',
  failures: ['locked'],
  refusal: secureStoreRefusal,
  device: (data) => deviceWithoutMemory(new KeychainProcess(data)),
};

class KeychainProcess implements StorageProcess {
  readonly #data: StorageData;

  constructor(data: StorageData) {
    this.#data = data;
  }

  memory(): string {
    return '';
  }

  failuresOf(operation: BackendOperation): readonly StorageFailure[] {
    if (operation.method === 'setItem') return ['locked'];
    return operation.method === 'getItem' && this.#data.has(operation.key) ? ['locked'] : [];
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    if (failure) {
      const called = operation.method === 'getItem' ? 'getValueWithKeyAsync' : 'setValueWithKeyAsync';
      throw new NativeStorageError(
        `Calling the '${called}' function has failed\n→ Caused by: User interaction is not allowed.`,
        { code: 'ERR_KEY_CHAIN' },
      );
    }
    return applyBackendOperation(this.#data, operation) as StorageResult<Operation>;
  }
}
