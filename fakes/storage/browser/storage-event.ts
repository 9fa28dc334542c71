import type { StorageChange } from './storage-change.ts';

/** A `StorageEvent`, which Node lacks. */
export class FakeStorageEvent extends Event implements StorageChange {
  readonly key: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  /** The storage of the document that receives the event, not of the one that made the change. */
  readonly storageArea: object;
  /** Of the document that made the change. */
  readonly url: string;

  constructor({ key, oldValue, newValue }: StorageChange, storageArea: object, url: string) {
    super('storage');
    this.key = key;
    this.oldValue = oldValue;
    this.newValue = newValue;
    this.storageArea = storageArea;
    this.url = url;
  }
}
