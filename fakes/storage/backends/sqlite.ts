import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import {
  applyBackendOperation,
  type BackendOperation,
  entriesWritten,
  isRead,
  type StorageResult,
} from '../batch-operation.ts';
import { NativeStorageError, type StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';
import type { StorageOrdering } from '../ordering.ts';

export interface SqliteOptions {
  readonly title: string;
  readonly ordering: Exclude<StorageOrdering, 'sync'>;
  /** What keys and values may add up to, in bytes of UTF-8; the file's overhead is left out. */
  readonly capacity: number;
  /** Whether `getItem` gives null for an empty string, as the JavaScript of AsyncStorage 1.x and 2.x does. */
  readonly readsEmptyAsNull: boolean;
}

/**
 * Entries in an SQLite table. An operation on several is one transaction: all of it or nothing.
 *
 * Source: `AsyncStorageModule.java` of async-storage 1.24.0 and 2.2.0, Room's `StorageDao` of 3.1.1. That
 * removing fails on a full disk as well is reported (async-storage #1212); the number of an I/O error is a guess.
 */
export function sqliteBackend(options: SqliteOptions): StorageBackend {
  return {
    title: options.title,
    ordering: options.ordering,
    failures: ['disk-full', 'io-error'],
    device: (data) => deviceWithoutMemory(new SqliteProcess(data, options)),
  };
}

/** The default limit of async-storage 1.x and 2.x, `AsyncStorage_db_size_in_MB`: 6 MiB. */
export const ASYNC_STORAGE_CAPACITY = 6 * 1024 * 1024;

class SqliteProcess implements StorageProcess {
  readonly #data: StorageData;
  readonly #options: SqliteOptions;

  constructor(data: StorageData, options: SqliteOptions) {
    this.#data = data;
    this.#options = options;
  }

  memory(): string {
    return '';
  }

  failuresOf(operation: BackendOperation): readonly StorageFailure[] {
    return isRead(operation) ? ['io-error'] : ['disk-full', 'io-error'];
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    if (failure === 'io-error') throw new NativeStorageError('disk I/O error (code 778 SQLITE_IOERR)');
    if (failure === 'disk-full' || !this.#hasRoomFor(operation)) {
      throw new NativeStorageError('database or disk is full (code 13 SQLITE_FULL)');
    }
    const result = applyBackendOperation(this.#data, operation);
    if (operation.method === 'getItem' && result === '' && this.#options.readsEmptyAsNull) {
      return null as StorageResult<Operation>;
    }
    return result as StorageResult<Operation>;
  }

  #hasRoomFor(operation: BackendOperation): boolean {
    const { capacity } = this.#options;
    const entries = entriesWritten(operation);
    if (entries.length === 0 || capacity === Number.POSITIVE_INFINITY) return true;
    const after = new Map([...this.#data, ...entries]);
    let bytes = 0;
    for (const [key, value] of after) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    return bytes <= capacity;
  }
}
