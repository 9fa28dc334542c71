import { type BackendOperation, isRead, keysTouched } from '../../../fakes/storage/batch-operation.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { AccessMode } from '../../instrumentation/access-set.ts';
import type { World } from './world.ts';

export interface AccessedStorage {
  readonly device: string;
  /** What is on disk. */
  readonly data: StorageData;
  /** What the storage's process holds in memory only, as text. */
  readonly memory: () => string;
}

/**
 * Tells the world what operations on the storage of one device read and write: what decides whether they commute.
 *
 * Each entry is a location, and so is the set of keys, `*`. Listing reads the set; adding an entry or removing one
 * updates it, which commutes with adding and removing others; emptying the storage writes it, since it depends on what
 * is there. What an operation changes is not derived from what it is but found by comparing: a failure may change
 * nothing, or something else.
 */
export class StorageAccesses {
  readonly #world: World;
  readonly #storage: AccessedStorage;

  constructor(world: World, storage: AccessedStorage) {
    this.#world = world;
    this.#storage = storage;
  }

  /** Carries an operation out and tells the world what it read and wrote, also where it throws. */
  during<Result>(operation: BackendOperation, carryOut: () => Result): Result {
    const { data, memory } = this.#storage;
    for (const key of keysTouched(operation) ?? []) this.#touch('read', key);
    if (operation.method === 'getAllKeys') this.#touch('read', '*');
    if (operation.method === 'clear') this.#touch('write', '*');
    const before = new Map(data);
    const memoryBefore = memory();
    try {
      return this.changing(carryOut);
    } finally {
      // Who reads next may see it there and not on disk.
      if (!isRead(operation) && memory() !== memoryBefore)
        for (const key of keysTouched(operation) ?? [...before.keys(), '*']) this.#touch('write', key);
    }
  }

  /** Changes the data and tells the world what was changed. */
  changing<Result>(change: () => Result): Result {
    const before = new Map(this.#storage.data);
    try {
      return change();
    } finally {
      this.#touchChanges(before);
    }
  }

  /** Tells the world that an operation writes its entries, whether it changes them or not: explanations ask who did. */
  writes(operation: BackendOperation): void {
    if (isRead(operation)) return;
    for (const key of keysTouched(operation) ?? []) this.#touch('write', key);
  }

  #touchChanges(before: StorageData): void {
    const { data } = this.#storage;
    for (const [key, value] of before) {
      if (data.get(key) !== value) this.#touch('write', key);
      if (!data.has(key)) this.#touch('update', '*');
    }
    for (const key of data.keys()) {
      if (before.has(key)) continue;
      this.#touch('write', key);
      this.#touch('update', '*');
    }
  }

  #touch(mode: AccessMode, key: string): void {
    this.#world.touch(mode, `${this.#storage.device}:${key}`);
  }
}
