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
  /** Whether any realm has asked which keys there are. */
  #listed = false;

  /** @param data what is on disk, before each operation that is told of */
  constructor(world: World, device: string, data: StorageData) {
    this.#world = world;
    this.#device = device;
    this.#data = data;
  }

  /** An operation is issued that takes effect later. */
  issued({ method }: BackendOperation): void {
    if (method === 'getAllKeys') this.#listed = true;
  }

  /** Everything that an operation is about to read or write. */
  all(operation: BackendOperation): void {
    if ('key' in operation) this.#touch(isRead(operation) ? 'read' : 'write', operation.key);
    this.besideOwnKey(operation);
  }

  /** What an operation is about to read or write besides the entry of its own key. */
  besideOwnKey(operation: BackendOperation): void {
    const mode = isRead(operation) ? 'read' : 'write';
    const keys = keysTouched(operation);
    if (!keys) this.#touch(mode, '*');
    if (!('key' in operation)) {
      for (const key of keys ?? (mode === 'write' ? this.#data.keys() : [])) this.#touch(mode, key);
    }
    // Which keys there are makes a difference only to who asks.
    if (this.#listed && mode === 'write' && keys?.some((key) => this.#comesOrGoes(key, operation))) {
      this.#touch('write', '*');
    }
  }

  #comesOrGoes(key: string, operation: BackendOperation): boolean {
    return this.#data.has(key) !== entriesWritten(operation).some(([written]) => written === key);
  }

  #touch(mode: 'read' | 'write', key: string): void {
    this.#world.touch(mode, `${this.#device}:${key}`);
  }
}
