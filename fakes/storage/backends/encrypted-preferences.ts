import type { StorageBackend, StorageProcess } from '../backend.ts';
import {
  applyBackendOperation,
  type BackendOperation,
  isRead,
  type StorageResult,
} from '../batch-operation.ts';
import { NativeStorageError, type StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';
import { secureStoreRefusal } from './secure-store-keys.ts';

/**
 * expo-secure-store on Android without `requireAuthentication`: one thread, entries in a preferences file,
 * encrypted with a key from the system's keystore.
 *
 * - Preferences are held in memory and written to disk as a whole. Where that fails, `setItem` resolves all the
 *   same, since its result is not looked at: the entry is there until the process ends. Removing rejects, though
 *   in memory the entry is gone.
 * - When the key is lost, reading an entry deletes it and resolves to null. One key serves all entries, so
 *   all of them are lost at once; deleting them then, rather than each when it is read, makes no difference.
 * - The keystore may fail for a moment: reading and writing then reject and change nothing.
 *
 * Source: `SecureStoreModule.kt` of 14.2.4 and 57.0.4.
 */
export const encryptedPreferencesBackend: StorageBackend = {
  title: 'expo-secure-store on Android (encrypted preferences)',
  ordering: 'fifo',
  failures: ['disk-full', 'key-lost', 'io-error'],
  refusal: secureStoreRefusal,
  device: (data) => ({ start: () => new EncryptedPreferencesProcess(data) }),
};

class EncryptedPreferencesProcess implements StorageProcess {
  readonly #disk: StorageData;
  readonly #memory: Map<string, string>;

  constructor(disk: StorageData) {
    this.#disk = disk;
    this.#memory = new Map(disk);
  }

  memory(): string {
    const keys = new Set([...this.#memory.keys(), ...this.#disk.keys()]);
    const apart = [...keys].filter((key) => this.#memory.get(key) !== this.#disk.get(key));
    return apart.length === 0 ? '' : JSON.stringify(apart.map((key) => [key, this.#memory.get(key)]));
  }

  failuresOf(operation: BackendOperation): readonly StorageFailure[] {
    switch (operation.method) {
      case 'getItem':
        return this.#memory.has(operation.key) ? ['key-lost', 'io-error'] : [];
      case 'setItem':
        return ['disk-full', 'io-error'];
      case 'removeItem':
        return this.#memory.has(operation.key) ? ['disk-full'] : [];
      default:
        return [];
    }
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    if (failure === 'io-error') throw rejection(operation, 'Keystore operation failed');
    if (failure === 'key-lost') this.#memory.clear();
    const result = applyBackendOperation(this.#memory, operation);
    if (failure === 'disk-full' && operation.method === 'removeItem') {
      throw rejection(operation, 'Could not delete the item from SecureStore');
    }
    if (failure === 'key-lost' || (!isRead(operation) && failure !== 'disk-full')) this.#commit();
    return result as StorageResult<Operation>;
  }

  /** Puts all that is in memory on disk, what an earlier commit could not write included. */
  #commit(): void {
    for (const key of [...this.#disk.keys()]) if (!this.#memory.has(key)) this.#disk.delete(key);
    for (const [key, value] of this.#memory) this.#disk.set(key, value);
  }
}

const CALLED: Partial<
  Record<BackendOperation['method'], { readonly name: string; readonly tried: string; readonly code: string }>
> = {
  getItem: { name: 'getValueWithKeyAsync', tried: 'decrypt', code: 'ERR_DECRYPT' },
  setItem: { name: 'setValueWithKeyAsync', tried: 'encrypt', code: 'ERR_ENCRYPT' },
  removeItem: { name: 'deleteValueWithKeyAsync', tried: 'delete', code: 'ERR_DELETE' },
};

function rejection(operation: BackendOperation, cause: string): NativeStorageError {
  const called = CALLED[operation.method];
  if (!called || !('key' in operation)) throw new TypeError(`${operation.method} does not fail`);
  return new NativeStorageError(
    `Call to function 'ExpoSecureStore.${called.name}' has been rejected.\n→ Caused by: Could not ` +
      `${called.tried} the value for key '${operation.key}' under keychain 'key_v1'. Caused by: ${cause}`,
    { code: called.code },
  );
}
