import { types } from 'node:util';
import { HOST_FUNCTIONS } from './functions-of-host.ts';
import type { Identities } from './identities.ts';
import { ELEMENTS, KEYS } from './keys.ts';
import { HOST_METHODS, hasMethod, isMutator, type Kind, readsSource } from './kinds.ts';
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
  /** What an iterator of the host goes through. */
  readonly #sources = new WeakMap<object, object>();

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
    if (kind === undefined || !hasMethod(kind, name)) {
      if (this.#recorder.recording && HOST_METHODS.has(dataOf(object, name))) {
        this.#recorder.reportUntracked(`method "${name}" of a built-in object is called on another one`);
      }
      return;
    }
    if (kind === 'promise') {
      this.#promises.joined(object);
    } else if (kind === 'map' || kind === 'set' || kind === 'weak') {
      this.#callOfEntries(object, kind, name, args);
    } else if (kind === 'pattern') {
      if (name === 'compile') this.#recorder.reportUntracked('a pattern is compiled anew');
      else if (isMutator(kind, name)) this.match(object as RegExp);
    } else if (kind === 'iterator') {
      this.#advance(object);
    } else {
      if (RESHAPING.has(name)) this.#recorder.reportUntracked('a buffer is given another length');
      const location = this.#identities.contentOwnerOf(object, kind).location(ELEMENTS);
      if (isMutator(kind, name) && !takesFromNothing(object, name)) this.#recorder.writeOnTop(location);
      else this.#recorder.read(location);
    }
  }

  /**
   * A function is about to be called on an object that need not have it as a method, as by `Function#call`.
   * @param args what it is given, as far as that is known
   * @returns whether it is a method of a built-in object
   */
  lend(method: unknown, receiver: unknown, args: readonly unknown[] = []): boolean {
    const borrowed = HOST_METHODS.get(method);
    if (!borrowed) {
      if (FUNCTION_METHODS.has(method) && HOST_FUNCTIONS.has(receiver)) {
        this.#recorder.reportForGood('a method of a built-in object is borrowed by way of another function');
      }
      return false;
    }
    if (receiver === null || (typeof receiver !== 'object' && typeof receiver !== 'function')) return true;
    const kind = this.#identities.kindOf(receiver);
    if (kind !== undefined && hasMethod(kind, borrowed.name)) {
      this.call(receiver, borrowed.name, args.slice(0, 1));
    } else if (isMutator(borrowed.kind, borrowed.name) && !this.#identities.isFresh(receiver)) {
      this.#recorder.reportUntracked(
        `method "${borrowed.name}" of a built-in object is called on another one`,
      );
    }
    return true;
  }

  /** A pattern is matched, which moves its `lastIndex` if it is global or sticky. */
  match(pattern: RegExp): void {
    if (this.#identities.isFresh(pattern)) return;
    // The program may have given the pattern another one.
    this.#recorder.read(this.#identities.ownerOf(pattern).location('exec'));
    if (!(pattern.global || pattern.sticky)) return;
    this.#recorder.writeOnTop(this.#identities.ownerOf(pattern).location('lastIndex'));
  }

  /** An iterator has been made that reads an object at each turn. */
  link(iterator: unknown, source: object): void {
    if (iterator === source) return;
    if (typeof iterator === 'object' && iterator !== null && readsSource(iterator)) {
      this.#sources.set(iterator, source);
    }
  }

  /** The bytes of a view are overwritten by the host. */
  writeBytes(value: unknown): void {
    if (!ArrayBuffer.isView(value) || this.#identities.isFresh(value)) return;
    this.#recorder.writeOnTop(this.#identities.contentOwnerOf(value, 'bytes').location(ELEMENTS));
  }

  #advance(iterator: object): void {
    this.#recorder.writeOnTop(this.#identities.contentOwnerOf(iterator, 'iterator').location(ELEMENTS));
    if (!readsSource(iterator)) return;
    const source = this.#sources.get(iterator);
    const kind = source && this.#identities.kindOf(source);
    if (source && kind) this.readAll(source, kind);
    else if (source) {
      const owner = this.#identities.ownerOf(source);
      for (const key of [ELEMENTS, KEYS, 'length']) this.#recorder.read(owner.location(key));
    } else this.#recorder.reportUntracked('an iterator goes through something unknown');
  }

  /** Reads all that a built-in object contains; an iterator is used up by that. */
  readAll(object: object, kind: Kind): void {
    if (kind === 'iterator') {
      this.#advance(object);
      return;
    }
    const owner = this.#identities.contentOwnerOf(object, kind);
    if (kind === 'map' || kind === 'set') {
      this.#recorder.read(owner.location(KEYS));
      for (const key of keysOf(object)) this.#recorder.read(this.#entry(owner, key));
    } else if (kind === 'pattern') {
      this.#recorder.read(this.#identities.ownerOf(object).location('lastIndex'));
    } else if (kind !== 'weak' && kind !== 'promise') {
      this.#recorder.read(owner.location(ELEMENTS));
    }
  }

  #callOfEntries(object: object, kind: Kind, name: string, args: readonly unknown[]): void {
    const owner = this.#identities.contentOwnerOf(object, kind);
    const { length } = args;
    if (name === 'clear') {
      const keys = [...keysOf(object)];
      if (keys.length === 0) this.#recorder.read(owner.location(KEYS));
      else this.#writeAll(owner, keys);
      return;
    }
    if (length === 0) {
      this.readAll(object, kind);
      // Nobody can list the entries of a weak collection, so these cannot all be read.
      if (isMutator(kind, name)) this.#recorder.reportUntracked(unknownEntry(kind, 'written'));
      else if (kind === 'weak') this.#recorder.reportUntracked(unknownEntry(kind, 'read'));
      return;
    }
    const [key] = args;
    const location = this.#entry(owner, key);
    if (name === 'get' || name === 'has') {
      this.#recorder.read(location);
    } else if (name === 'add' || name === 'delete') {
      if (hasEntry(object, key) === (name === 'add')) {
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
      if (!hasEntry(object, key)) this.#recorder.writeOnTop(owner.location(KEYS));
    } else {
      this.readAll(object, kind);
    }
  }

  #writeAll(owner: Owner, keys: readonly unknown[]): void {
    for (const key of keys) this.#recorder.writePrimitive(this.#entry(owner, key), 'delete');
    this.#recorder.writeOnTop(owner.location(KEYS));
  }

  /** The key identifies the entry. All objects without identity share one. */
  #entry(owner: Owner, key: unknown): Location {
    if (key !== null && (typeof key === 'object' || typeof key === 'function')) {
      const known = this.#identities.get(key);
      return owner.location(known ? `[${known.id}]` : UNKNOWN_KEY);
    }
    return owner.location(`[${typeof key} ${String(key)}]`);
  }
}

function unknownEntry(kind: Kind, verb: string): string {
  return `an entry of a ${kind === 'weak' ? 'weak map or set' : kind} is ${verb}, but which one?`;
}

const RESHAPING: ReadonlySet<string> = new Set(['resize', 'transfer', 'transferToFixedLength']);

export const FUNCTION_METHODS: ReadonlySet<unknown> = new Set([
  Function.prototype.call,
  Function.prototype.apply,
  Function.prototype.bind,
]);

/** A property, own or inherited. */
export function descriptorOf(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const own = Object.getOwnPropertyDescriptor(at, key);
    if (own) return own;
  }
  return undefined;
}

/** The value of a property, own or inherited, without running a getter. */
export function dataOf(object: object, key: PropertyKey): unknown {
  return descriptorOf(object, key)?.value;
}

/** Keys of a map or set, whatever methods of its own it has. */
export function keysOf(object: object): Iterable<unknown> {
  if (types.isMap(object)) return Map.prototype.keys.call(object);
  return types.isSet(object) ? Set.prototype.keys.call(object) : [];
}

function hasEntry(object: object, key: unknown): boolean {
  if (types.isMap(object)) return Map.prototype.has.call(object, key);
  if (types.isSet(object)) return Set.prototype.has.call(object, key);
  if (types.isWeakMap(object)) return WeakMap.prototype.has.call(object, key as object);
  return types.isWeakSet(object) && WeakSet.prototype.has.call(object, key as object);
}

function takesFromNothing(object: object, name: string): boolean {
  return (name === 'pop' || name === 'shift') && Array.isArray(object) && object.length === 0;
}
