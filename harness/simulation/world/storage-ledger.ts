import {
  type BackendOperation,
  entriesWritten,
  isRead,
  keysTouched,
  type StorageResult,
} from '../../../fakes/storage/batch-operation.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';

/** Undefined for a missing entry. */
type Value = string | undefined;

/**
 * The contents that a storage has reported to its users. After a failed write or removal of an entry it has reported
 * nothing about it: both the old and the new value are acceptable.
 */
export class StorageLedger {
  readonly #data: StorageData;
  readonly #reported = new Map<string, ReadonlySet<Value>>();
  /** Keys of entries that were read with another value than reported. */
  readonly #misread = new Set<string>();

  constructor(data: StorageData) {
    this.#data = data;
    for (const [key, value] of data) this.#reported.set(key, new Set([value]));
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

  /** Keys of entries that are gone, or that have, or were read with, another value than the storage reported. */
  broken(): string[] {
    const keys = new Set([...this.#reported.keys(), ...this.#data.keys()]);
    return [...keys]
      .filter((key) => this.#misread.has(key) || !this.#reportedFor(key).has(this.#data.get(key)))
      .sort();
  }

  /** @returns a function that restores the present state */
  snapshot(): () => void {
    const [reported, misread] = [[...this.#reported], [...this.#misread]];
    return () => {
      this.#reported.clear();
      this.#misread.clear();
      for (const [key, values] of reported) this.#reported.set(key, values);
      for (const key of misread) this.#misread.add(key);
    };
  }

  /** A line for each entry that it knows of. */
  describe(): string[] {
    const reported = [...this.#reported].map(([key, values]) => `${key} ${[...values].sort().join(' ')}`);
    return [...reported.sort(), ...[...this.#misread].sort()];
  }

  #check(operation: BackendOperation, result: StorageResult): void {
    const found = Array.isArray(result) ? (result as readonly (string | null)[]) : [result as string | null];
    if (operation.method === 'getAllKeys') {
      for (const [key, values] of this.#reported)
        if (!values.has(undefined) && !found.includes(key)) this.#misread.add(key);
    } else {
      for (const [index, key] of (keysTouched(operation) ?? []).entries())
        this.#compare(key, found[index] ?? undefined);
    }
  }

  #change(operation: BackendOperation, failed: boolean): void {
    const written = new Map<string, Value>(entriesWritten(operation));
    for (const key of keysTouched(operation) ?? [...this.#reported.keys()]) {
      const value = written.get(key);
      this.#reported.set(key, failed ? new Set([...this.#reportedFor(key), value]) : new Set([value]));
    }
  }

  #compare(key: string, value: Value): void {
    const reported = this.#reportedFor(key);
    // Some storages read an empty string as nothing.
    if (!reported.has(value) && !(value === undefined && reported.has(''))) this.#misread.add(key);
  }

  #reportedFor(key: string): ReadonlySet<Value> {
    return this.#reported.get(key) ?? ABSENT;
  }
}

const ABSENT: ReadonlySet<Value> = new Set([undefined]);
