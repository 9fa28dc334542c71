import type { StorageData } from '../operation.ts';

/** Values up to this length, in UTF-16 code units, stand in the manifest itself: `RCTInlineValueThreshold`. */
const INLINE_LENGTH = 1024;

/** Marks an entry of the manifest whose value is in a file of its own. */
export const IN_FILE: unique symbol = Symbol('in a file');

/** What a manifest says of each entry: its value, or that it is in a file. */
export type Manifest = ReadonlyMap<string, string | typeof IN_FILE>;

export function isInline(value: string): boolean {
  return value.length <= INLINE_LENGTH;
}

/** The files on disk: the manifest and those of long values. Keeps `data` to what a new process would read. */
export class AppleManifestFiles {
  readonly #data: StorageData;
  readonly #files: Map<string, string>;
  #manifest: Manifest;

  constructor(data: StorageData) {
    this.#data = data;
    this.#files = new Map([...data].filter(([, value]) => !isInline(value)));
    this.#manifest = new Map([...data].map(([key, value]) => [key, isInline(value) ? value : IN_FILE]));
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  read(key: string): string | undefined {
    return this.#files.get(key);
  }

  write(key: string, value: string): void {
    this.#files.set(key, value);
    this.#publish(key);
  }

  remove(key: string): void {
    this.#files.delete(key);
    this.#publish(key);
  }

  /** Replaces the manifest as a whole. */
  save(manifest: Manifest): void {
    const before = this.#manifest;
    this.#manifest = new Map(manifest);
    for (const key of new Set([...before.keys(), ...manifest.keys()])) this.#publish(key);
  }

  removeAll(): void {
    this.#files.clear();
    this.save(new Map());
  }

  #publish(key: string): void {
    const entry = this.#manifest.get(key);
    const value = entry === IN_FILE ? this.#files.get(key) : entry;
    if (value === undefined) this.#data.delete(key);
    else this.#data.set(key, value);
  }
}
