import type { NativeStorage } from '../native-storage.ts';

/** An instance of react-native-mmkv 4.x, for strings only. Every operation is complete when the call returns. */
export class FakeMmkv {
  readonly #native: Pick<NativeStorage, 'performAtOnce'>;

  constructor(native: Pick<NativeStorage, 'performAtOnce'>) {
    this.#native = native;
  }

  getString(key: string): string | undefined {
    return this.#native.performAtOnce({ method: 'getItem', key }) ?? undefined;
  }

  /** @throws {Error} for an empty key, or if the value could not be written */
  set(key: string, value: string): void {
    this.#native.performAtOnce({ method: 'setItem', key, value });
  }

  contains(key: string): boolean {
    return this.getString(key) !== undefined;
  }

  /** @returns whether there was such an entry */
  remove(key: string): boolean {
    const existed = this.contains(key);
    this.#native.performAtOnce({ method: 'removeItem', key });
    return existed;
  }

  getAllKeys(): string[] {
    return [...this.#native.performAtOnce({ method: 'getAllKeys' })];
  }

  clearAll(): void {
    this.#native.performAtOnce({ method: 'clear' });
  }
}
