import type { Identities } from './identities.ts';
import { ELEMENTS, KEYS } from './keys.ts';
import { hasMethod, isMutator, type Kind } from './kinds.ts';
import type { Location, Owner } from './location.ts';
import type { Promises } from './promises.ts';
import type { Recorder } from './recorder.ts';

/** Name of the place of all entries whose keys are objects without an identity. */
const UNKNOWN_KEY = '[?]';

/** Reads and writes of what built-in objects contain, through their methods. */
export class Contents {
  readonly #recorder: Recorder;
  readonly #identities: Identities;
  readonly #promises: Promises;

  constructor(recorder: Recorder, identities: Identities, promises: Promises) {
    this.#recorder = recorder;
    this.#identities = identities;
    this.#promises = promises;
  }

  /**
   * A call of a method. To be called before it.
   * @param name that of a method which some kind of built-in object has
   * @param args the first argument, or none
   */
  call(object: object, name: string, args: readonly unknown[]): void {
    const known = this.#identities.get(object);
    if (known?.step === this.#recorder.step) return;
    const kind = this.#identities.kindOf(object);
    if (kind === undefined || !hasMethod(kind, name)) return;
    if (kind === 'promise') {
      this.#promises.joined(object);
    } else if (kind === 'map' || kind === 'set' || kind === 'weak') {
      this.#callOfEntries(object, kind, name, args);
    } else if (kind === 'pattern') {
      const { global, sticky } = object as RegExp;
      if (isMutator(kind, name) && (global || sticky)) {
        this.#recorder.writeOnTop(this.#identities.ownerOf(object).location('lastIndex'));
      }
    } else {
      const location = this.#identities.contentOwnerOf(object, kind).location(ELEMENTS);
      if (isMutator(kind, name) && !takesFromNothing(object, name)) this.#recorder.writeOnTop(location);
      else this.#recorder.read(location);
    }
  }

  /** Reads all that a built-in object contains. */
  readAll(object: object, kind: Kind): void {
    const owner = this.#identities.contentOwnerOf(object, kind);
    if (kind === 'map' || kind === 'set') {
      this.#recorder.read(owner.location(KEYS));
      for (const key of (object as Map<unknown, unknown>).keys())
        this.#recorder.read(this.#entry(owner, key));
    } else if (kind !== 'weak' && kind !== 'promise') {
      this.#recorder.read(owner.location(ELEMENTS));
    }
  }

  #callOfEntries(object: object, kind: Kind, name: string, args: readonly unknown[]): void {
    const entries = object as Map<unknown, unknown>;
    const owner = this.#identities.contentOwnerOf(object, kind);
    const { length } = args;
    if (name === 'clear') {
      if (entries.size === 0) this.#recorder.read(owner.location(KEYS));
      else this.#writeAll(owner, entries);
      return;
    }
    if (length === 0) {
      this.readAll(object, kind);
      if (isMutator(kind, name))
        this.#recorder.reportUntracked(`an entry of a ${kind} is written, but which one?`);
      return;
    }
    const [key] = args;
    const location = this.#entry(owner, key);
    if (name === 'get' || name === 'has') {
      this.#recorder.read(location);
    } else if (name === 'add' || name === 'delete') {
      if (entries.has(key) === (name === 'add')) {
        this.#recorder.read(location);
      } else {
        if (location.key === UNKNOWN_KEY) this.#recorder.writeOnTop(location);
        else this.#recorder.writePrimitive(location, name);
        this.#recorder.writeOnTop(owner.location(KEYS));
      }
    } else if (name === 'set') {
      // Entries whose keys have no identity share a place, which must not forget one for another.
      if (location.key === UNKNOWN_KEY) this.#recorder.writeOnTop(location);
      else this.#recorder.writeOwn(location);
      if (!entries.has(key)) this.#recorder.writeOnTop(owner.location(KEYS));
    } else {
      this.readAll(object, kind);
    }
  }

  #writeAll(owner: Owner, entries: Map<unknown, unknown>): void {
    for (const key of entries.keys()) this.#recorder.writePrimitive(this.#entry(owner, key), 'delete');
    this.#recorder.writeOnTop(owner.location(KEYS));
  }

  /** Entries are told apart by their keys; those of objects without identity are one. */
  #entry(owner: Owner, key: unknown): Location {
    if (key !== null && (typeof key === 'object' || typeof key === 'function')) {
      const known = this.#identities.get(key);
      return owner.location(known ? `[${known.id}]` : UNKNOWN_KEY);
    }
    return owner.location(`[${typeof key} ${String(key)}]`);
  }
}

function takesFromNothing(object: object, name: string): boolean {
  return (name === 'pop' || name === 'shift') && Array.isArray(object) && object.length === 0;
}
