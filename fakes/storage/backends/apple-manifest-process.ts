import type { StorageProcess } from '../backend.ts';
import {
  type BackendOperation,
  entriesWritten,
  isRead,
  keysTouched,
  type StorageResult,
} from '../batch-operation.ts';
import { combinedError, type StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';
import type { AppleManifestVersion } from './apple-manifest.ts';
import { emptyKey, notRead, notWritten, toldErrors } from './apple-manifest-errors.ts';
import { AppleManifestFiles, IN_FILE, isInline } from './apple-manifest-files.ts';

/** What one process makes of the files: it holds the manifest, and what it last read or wrote, in memory. */
export class AppleManifestProcess implements StorageProcess {
  readonly #files: AppleManifestFiles;
  readonly #version: AppleManifestVersion;
  readonly #manifest = new Map<string, string | typeof IN_FILE>();
  readonly #cache = new Map<string, string>();
  /** The manifest is read by the first operation. */
  #loaded = false;

  constructor(data: StorageData, version: AppleManifestVersion) {
    this.#files = new AppleManifestFiles(data);
    this.#version = version;
  }

  memory(): string {
    if (!this.#loaded) return 'not loaded';
    const onDisk = this.#files.manifest;
    const apart: unknown[] = [];
    for (const key of new Set([...this.#manifest.keys(), ...onDisk.keys()])) {
      const entry = this.#manifest.get(key);
      const cached = entry === IN_FILE ? this.#cache.get(key) : undefined;
      if (entry !== onDisk.get(key)) apart.push([key, entry === IN_FILE ? IN_FILE.description : entry]);
      if (cached !== undefined && cached !== this.#files.read(key)) apart.push([key, cached]);
    }
    return apart.length === 0 ? '' : JSON.stringify(apart);
  }

  failuresOf(operation: BackendOperation): readonly StorageFailure[] {
    const needsManifest = operation.method !== 'clear' || this.#version === 3;
    if (!this.#loaded && needsManifest) return isRead(operation) ? ['locked'] : ['disk-full', 'locked'];
    if (operation.method === 'clear' || operation.method === 'getAllKeys') return [];
    if (isRead(operation)) {
      return (keysTouched(operation) ?? []).some((key) => this.#manifest.get(key) === IN_FILE)
        ? ['locked']
        : [];
    }
    const writes =
      entriesWritten(operation).length > 0 ||
      (keysTouched(operation) ?? []).some((key) => this.#manifest.has(key));
    return writes ? ['disk-full', 'locked'] : [];
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    const errors: Error[] = [];
    const result = this.#load(operation, failure, errors) && this.#perform(operation, failure, errors);
    const error = combinedError(toldErrors(errors, operation, this.#version));
    if (error) throw error;
    return result as StorageResult<Operation>;
  }

  /** @returns whether the manifest could be read, or is not needed */
  #load({ method }: BackendOperation, failure: StorageFailure | undefined, errors: Error[]): boolean {
    if (this.#loaded || (method === 'clear' && this.#version === 2)) return true;
    if (failure === 'locked') {
      errors.push(notRead('manifest.json'));
      return false;
    }
    for (const [key, entry] of this.#files.manifest) this.#manifest.set(key, entry);
    this.#loaded = true;
    return true;
  }

  #perform(
    operation: BackendOperation,
    failure: StorageFailure | undefined,
    errors: Error[],
  ): StorageResult | undefined {
    switch (operation.method) {
      case 'getItem': {
        const value = this.#read(operation.key, failure, errors);
        // So does the JavaScript of 1.x and 2.x.
        return value === '' && this.#version === 2 ? null : value;
      }
      case 'multiGet':
        return operation.keys.map((key) => {
          // The class behind 3.x stops at the first that it cannot read.
          const stopped = this.#version === 3 && errors.length > 0;
          return stopped ? null : this.#read(key, failure, errors);
        });
      case 'getAllKeys':
        return [...this.#manifest.keys()];
      case 'clear':
        this.#manifest.clear();
        this.#cache.clear();
        this.#files.removeAll();
        return undefined;
      default:
        this.#change(operation, failure, errors);
        return undefined;
    }
  }

  #read(key: string, failure: StorageFailure | undefined, errors: Error[]): string | null {
    const entry = this.#manifest.get(key);
    if (entry !== IN_FILE) return entry ?? null;
    if (failure === 'locked') this.#cache.delete(key);
    const value = this.#cache.get(key) ?? (failure === 'locked' ? undefined : this.#files.read(key));
    if (value !== undefined) {
      this.#cache.set(key, value);
      return value;
    }
    this.#manifest.delete(key);
    if (failure === 'locked') errors.push(notRead(key));
    return null;
  }

  #change(operation: BackendOperation, failure: StorageFailure | undefined, errors: Error[]): void {
    let changed = false;
    for (const [key, value] of entriesWritten(operation)) {
      changed = this.#write(key, value, failure, errors) || changed;
    }
    if (operation.method === 'removeItem' || operation.method === 'multiRemove') {
      for (const key of keysTouched(operation) ?? []) {
        if (this.#manifest.get(key) === IN_FILE) this.#removeFile(key);
        changed = this.#manifest.delete(key) || changed;
      }
    }
    if (!changed) return;
    if (failure) errors.push(notWritten('Failed to write manifest file.', failure));
    else this.#files.save(this.#manifest);
  }

  /** @returns whether the manifest has changed */
  #write(key: string, value: string, failure: StorageFailure | undefined, errors: Error[]): boolean {
    if (key === '') {
      errors.push(emptyKey());
      return false;
    }
    if (isInline(value)) {
      if (this.#manifest.get(key) === IN_FILE) this.#removeFile(key);
      this.#manifest.set(key, value);
      return true;
    }
    this.#cache.set(key, value);
    if (failure) {
      errors.push(notWritten('Failed to write value.', failure, key));
      return false;
    }
    this.#files.write(key, value);
    if (this.#manifest.get(key) === IN_FILE) return false;
    this.#manifest.set(key, IN_FILE);
    return true;
  }

  #removeFile(key: string): void {
    this.#files.remove(key);
    this.#cache.delete(key);
  }
}
