import {
  type BackendOperation,
  entriesWritten,
  isRead,
  keysTouched,
  type StorageResult,
} from '../../../fakes/storage/batch-operation.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';

/** Undefined for an entry that is not there. */
type Value = string | undefined;

/**
 * What a storage has told those who use it that it holds. Of an entry that it failed to write or to remove it has
 * told nothing: the old value will do, and the new one.
 */
export class StorageLedger {
  readonly #data: StorageData;
  readonly #told = new Map<string, ReadonlySet<Value>>();
  /** Keys of entries that were read otherwise than told. */
  readonly #misread = new Set<string>();

  constructor(data: StorageData) {
    this.#data = data;
    for (const [key, value] of data) this.#told.set(key, new Set([value]));
  }

  /** Notes that an operation was carried out. */
  carriedOut(operation: BackendOperation, result: StorageResult): void {
    if (isRead(operation)) this.#check(operation, result);
    else this.#change(operation, false);
  }

  /** Notes that an operation failed. */
  failed(operation: BackendOperation): void {
    if (!isRead(operation)) this.#change(operation, true);
  }

  /** Keys of entries that are gone, or were read or are now otherwise than the storage told. */
  broken(): string[] {
    const keys = new Set([...this.#told.keys(), ...this.#data.keys()]);
    return [...keys]
      .filter((key) => this.#misread.has(key) || !this.#toldOf(key).has(this.#data.get(key)))
      .sort();
  }

  /** @returns what puts it back to how it is now */
  snapshot(): () => void {
    const [told, misread] = [[...this.#told], [...this.#misread]];
    return () => {
      this.#told.clear();
      this.#misread.clear();
      for (const [key, values] of told) this.#told.set(key, values);
      for (const key of misread) this.#misread.add(key);
    };
  }

  /** A line for each entry that it knows of. */
  describe(): string[] {
    const told = [...this.#told].map(([key, values]) => `${key} ${[...values].sort().join(' ')}`);
    return [...told.sort(), ...[...this.#misread].sort()];
  }

  #check(operation: BackendOperation, result: StorageResult): void {
    const found = Array.isArray(result) ? (result as readonly (string | null)[]) : [result as string | null];
    if (operation.method === 'getAllKeys') {
      for (const [key, values] of this.#told)
        if (!values.has(undefined) && !found.includes(key)) this.#misread.add(key);
    } else {
      for (const [index, key] of (keysTouched(operation) ?? []).entries())
        this.#compare(key, found[index] ?? undefined);
    }
  }

  #change(operation: BackendOperation, failed: boolean): void {
    const written = new Map<string, Value>(entriesWritten(operation));
    for (const key of keysTouched(operation) ?? [...this.#told.keys()]) {
      const value = written.get(key);
      this.#told.set(key, failed ? new Set([...this.#toldOf(key), value]) : new Set([value]));
    }
  }

  #compare(key: string, value: Value): void {
    const told = this.#toldOf(key);
    // Some storages read an empty string as nothing.
    if (!told.has(value) && !(value === undefined && told.has(''))) this.#misread.add(key);
  }

  #toldOf(key: string): ReadonlySet<Value> {
    return this.#told.get(key) ?? ABSENT;
  }
}

const ABSENT: ReadonlySet<Value> = new Set([undefined]);
