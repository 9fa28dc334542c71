import {
  type BackendOperation,
  entriesWritten,
  isRead,
  keysTouched,
} from '../../fakes/storage/batch-operation.ts';
import type { StorageData } from '../../fakes/storage/operation.ts';
import type { World } from './world.ts';

/** Tells the world what operations on the storage of one device read and write: what decides whether they commute. */
export class StorageAccesses {
  readonly #world: World;
  readonly #device: string;
  readonly #data: StorageData;

  /** @param data what is on disk, before each operation that is told of */
  constructor(world: World, device: string, data: StorageData) {
    this.#world = world;
    this.#device = device;
    this.#data = data;
  }

  /** Everything that an operation is about to read or write. */
  all(operation: BackendOperation): void {
    if ('key' in operation) this.#touch(isRead(operation) ? 'read' : 'write', operation.key);
    this.besideOwnKey(operation);
  }

  /**
   * What an operation is about to read or write besides the entry of its own key. Where entries come and go is no
   * conflict with another place where they do, but with an operation on all that there are, which is why it is that
   * one that writes: an entry that it meets or not need not be there yet when it is told of.
   */
  besideOwnKey(operation: BackendOperation): void {
    const mode = isRead(operation) ? 'read' : 'write';
    const keys = keysTouched(operation);
    if (!('key' in operation)) {
      for (const key of keys ?? (mode === 'write' ? this.#data.keys() : [])) this.#touch(mode, key);
    }
    if (!keys) this.#touch('write', '*');
    else if (mode === 'write' && keys.some((key) => this.#comesOrGoes(key, operation)))
      this.#touch('read', '*');
  }

  #comesOrGoes(key: string, operation: BackendOperation): boolean {
    return this.#data.has(key) !== entriesWritten(operation).some(([written]) => written === key);
  }

  #touch(mode: 'read' | 'write', key: string): void {
    this.#world.touch(mode, `${this.#device}:${key}`);
  }
}
