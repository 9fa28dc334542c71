import { type BackendOperation, isRead, keysTouched } from '../../../fakes/storage/batch-operation.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { AccessMode } from '../../instrumentation/access-set.ts';
import type { World } from './world.ts';

export interface AccessedStorage {
  readonly device: string;
  /** The contents on disk. */
  readonly data: StorageData;
  /** What the storage's process holds only in memory, as text. */
  readonly memory: () => string;
}

/**
 * Reports to the world what operations on the storage of one device read and write. This decides whether they commute.
 *
 * Each entry is a location, and so is the set of keys, `*`. Listing reads the set. Adding or removing an entry updates it,
 * which commutes with adding and removing others. Clearing the storage writes it, because it depends on the contents. What
 * an operation changes is not derived from its kind but found by comparison: a failure may change nothing, or something
 * else.
 */
export class StorageAccesses {
  readonly #world: World;
  readonly #storage: AccessedStorage;

  constructor(world: World, storage: AccessedStorage) {
    this.#world = world;
    this.#storage = storage;
  }

  /** Carries out an operation and reports to the world what it read and wrote, even if it throws. */
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

  /** Changes the data and reports the changes to the world. */
  changing<Result>(change: () => Result): Result {
    const before = new Map(this.#storage.data);
    try {
      return change();
    } finally {
      this.#touchChanges(before);
    }
  }

  /** Reports that an operation writes its entries, whether or not it changes them: explanations need to know who wrote. */
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
