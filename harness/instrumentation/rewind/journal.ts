import { inheritsSetter, isObject } from '../objects.ts';
import { copyContents } from './contents.ts';

/** The parameter of a rewindable bundle that takes the `hooks` of a journal. */
export const JOURNAL_HOOKS = '$journal';

/** Restores one place to its value before the first write. */
type Undo = () => void;

/**
 * Remembers what a realm's code overwrites, so that all of it can be restored: an undo log, like those of databases. Only
 * the first write to a place matters; undoing in reverse order makes that one win.
 */
export class Journal {
  #undos: Undo[] = [];
  /** Objects whose contents were copied since the last rewind. */
  #contentsKept = new Set<object>();
  /** Objects all of whose properties were. */
  #objectsKept = new Set<object>();
  #recording = false;
  #spoilt = false;

  /** Whether something was done that cannot be undone. */
  get spoilt(): boolean {
    return this.#spoilt;
  }

  /** Remembers what is overwritten from now on. */
  begin(): void {
    this.#recording = true;
  }

  /** Restores everything to its state at {@link begin}. */
  rewind(): void {
    for (let index = this.#undos.length - 1; index >= 0; index -= 1) {
      try {
        this.#undos[index]?.();
      } catch {
        // The host refuses: it was frozen since.
        this.#spoilt = true;
      }
    }
    this.#undos = [];
    this.#contentsKept = new Set();
    this.#objectsKept = new Set();
  }

  /** Called by rewindable code; see `rewindable.ts`. All but `variable` return the object that they are given. */
  readonly hooks = {
    /** Before a variable, or a private field, is assigned to. */
    variable: (restore: (value: unknown) => void, before: unknown): void => {
      if (this.#recording) this.#undos.push(() => restore(before));
    },

    /** Before a property is assigned to. */
    property: <T>(object: T, key: PropertyKey): T => {
      // An object as the key would be converted to a name, by code of its own, once more.
      if (this.#recording && isObject(object)) {
        if (isObject(key) || key === '__proto__') this.#keepObject(object);
        else this.#keepProperty(object, key);
      }
      return object;
    },

    /** Before an object is changed in ways that the source does not show: by a computed name, or by the host. */
    object: <T>(object: T): T => {
      if (this.#recording && isObject(object)) this.#keepObject(object);
      return object;
    },

    /** Before a method is called that changes an object, if that is one of the host's collections. */
    contents: <T>(object: T): T => {
      if (this.#recording && isObject(object)) this.#keepContents(object);
      return object;
    },

    /** A call of a method that changes one entry of a collection, whose entries may not be listed. */
    call: (object: unknown, method: string, ...args: unknown[]): unknown => {
      if (this.#recording && isObject(object)) this.#keepEntry(object, args[0]);
      // Where there is no such method it throws a TypeError, as the call itself would.
      return Reflect.apply(
        (object as Record<string, CallableFunction>)[method] as CallableFunction,
        object,
        args,
      );
    },
  };

  #keepProperty(object: object, key: PropertyKey): void {
    if (isElement(object, key)) {
      this.#keepContents(object);
      return;
    }
    const before = Object.getOwnPropertyDescriptor(object, key);
    if (before === undefined) {
      if (inheritsSetter(object, key)) {
        // What a setter does is up to its code, unless it is the host's.
        this.#keepContents(object);
        return;
      }
      this.#undos.push(() => {
        if (!Reflect.deleteProperty(object, key)) this.#spoilt = true;
      });
    } else if (!before.set && !before.get) {
      const { value } = before;
      this.#undos.push(() => {
        // Deleted in between, it would come back as the last of the properties; `#keepObject` sees to that.
        if (!Reflect.set(object, key, value)) Object.defineProperty(object, key, before);
      });
    }
  }

  #keepObject(object: object): void {
    this.#keepContents(object);
    if (ArrayBuffer.isView(object) || this.#objectsKept.has(object)) return;
    this.#objectsKept.add(object);
    const prototype = Object.getPrototypeOf(object);
    const properties = Reflect.ownKeys(object).map(
      (key) => [key, Object.getOwnPropertyDescriptor(object, key) ?? {}] as const,
    );
    const extensible = Object.isExtensible(object);
    this.#undos.push(() => {
      if (extensible && !Object.isExtensible(object)) {
        this.#spoilt = true;
        return;
      }
      for (const key of Reflect.ownKeys(object)) Reflect.deleteProperty(object, key);
      for (const [key, descriptor] of properties) Object.defineProperty(object, key, descriptor);
      if (extensible) Object.setPrototypeOf(object, prototype);
    });
  }

  /** Does nothing to an object without contents. */
  #keepContents(object: object): void {
    if (this.#contentsKept.has(object)) return;
    const restore = copyContents(object);
    if (!restore) return;
    this.#contentsKept.add(object);
    this.#undos.push(restore);
  }

  #keepEntry(object: object, key: unknown): void {
    if (object instanceof WeakMap) {
      const weak: WeakMap<object, unknown> = object;
      const entry = key as object;
      const had = weak.has(entry);
      const value = weak.get(entry);
      this.#undos.push(() => (had ? weak.set(entry, value) : weak.delete(entry)));
    } else if (object instanceof WeakSet) {
      const entry = key as object;
      const had = object.has(entry);
      this.#undos.push(() => (had ? object.add(entry) : object.delete(entry)));
    } else {
      this.#keepContents(object);
    }
  }
}

export type JournalHook = keyof Journal['hooks'];

/** Whether a property is part of the contents of an array: an index, or its length. */
function isElement(object: object, key: PropertyKey): boolean {
  if (ArrayBuffer.isView(object)) return true;
  return Array.isArray(object) && (key === 'length' || /^\d+$/.test(String(key)));
}
