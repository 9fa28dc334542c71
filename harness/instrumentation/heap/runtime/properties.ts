import { inheritsSetter } from '../../objects.ts';
import { mixHigh, mixLow } from './hash.ts';
import { isInheritedFromHost } from './host-prototypes.ts';
import type { Identities, KnownObject } from './identities.ts';
import { ELEMENTS, KEYS } from './keys.ts';
import type { Kind } from './kinds.ts';
import type { Location } from './location.ts';
import type { Names } from './names.ts';
import type { Promises } from './promises.ts';
import { RecentObjects } from './recent-objects.ts';
import type { Recorder } from './recorder.ts';

/** Reads and writes of properties. No getter, setter or proxy trap of the program is ever run by it. */
export class Properties {
  readonly #recorder: Recorder;
  readonly #identities: Identities;
  readonly #promises: Promises;
  readonly #names: Names;
  /** Objects whose elements the step in progress has read already. */
  readonly #elementsRead = new RecentObjects();

  constructor(recorder: Recorder, identities: Identities, promises: Promises, names: Names) {
    this.#recorder = recorder;
    this.#identities = identities;
    this.#promises = promises;
    this.#names = names;
  }

  /** @param key as {@link normalise}d */
  read(object: object, key: PropertyKey): void {
    const { step } = this.#recorder;
    if (this.#identities.isFresh(object)) return;
    if (key === ELEMENTS) {
      if (this.#elementsRead.has(object, step)) return;
      this.#elementsRead.add(object, step);
    }
    const known = this.#identities.get(object);
    const contents = this.#contentsAt(object, known, key);
    if (contents) {
      this.#recorder.read(contents);
      return;
    }
    if (!known) {
      this.#recorder.read(this.#identities.ownerOf(object).location(key));
      return;
    }
    const location = known.location(key);
    if (location.touchedIn === step) return;
    this.#recorder.read(location);
    if (isPrivate(key) || key === ELEMENTS) return;
    const own = Object.getOwnPropertyDescriptor(object, key);
    if (own) this.#promises.joined(own.value);
    else this.#readInherited(object, key);
  }

  /**
   * As {@link write}, under a name that is not in the source.
   *
   * Whoever looks at all properties of an object at once reads the places of those whose names are followed, and
   * that of the keys for all others. So a write to one of the others is one to the keys as well.
   */
  writeComputed(object: object, key: PropertyKey, value: unknown): void {
    if (this.write(object, key, value)) this.#noteComputed(object, key);
  }

  /** To be called before the write. @returns whether it changes anything that is recorded */
  write(object: object, key: PropertyKey, value: unknown): boolean {
    this.#promises.stored(value);
    if (key === '__proto__' && this.#recorder.recording) this.#notePrototype(object, value);
    if (this.#identities.isFresh(object) || !this.#recorder.recording) return false;
    const known = this.#identities.get(object);
    this.#noteReserved(object, key);
    if (known?.isPrototype && key === ELEMENTS) this.#reportPrototype(key);
    const contents = this.#contentsAt(object, known, key);
    if (contents) {
      this.#recorder.writeOnTop(contents);
      return true;
    }
    const owner = this.#identities.ownerOf(object);
    const location = owner.location(key);
    if (!known || key === ELEMENTS) {
      if (!known && Object.hasOwn(object, 'constructor')) this.#reportPrototype(key);
      this.#writeValue(location, value);
      if (!Object.hasOwn(object, key)) this.#recorder.writeOnTop(owner.location(KEYS));
      return true;
    }
    if (known.isPrototype || Object.hasOwn(object, 'constructor')) {
      this.#reportPrototype(key);
    }
    const own = Object.getOwnPropertyDescriptor(object, key);
    if (own ? own.get || own.set || Object.is(own.value, value) : inheritsSetter(object, key)) {
      this.#recorder.read(location);
      return false;
    }
    this.#writeValue(location, value);
    if (!own) this.#add(object, key);
    this.#noteList(object, known);
    return true;
  }

  /** A private name, whose value before is given. */
  writePrivate(object: object, key: string, value: unknown, before: unknown): void {
    this.#promises.stored(value);
    if (this.#identities.isFresh(object)) return;
    const location = this.#identities.ownerOf(object).location(key);
    if (Object.is(before, value)) this.#recorder.read(location);
    else this.#writeValue(location, value);
  }

  /** A write that follows from what is there, such as `object.key++`. To be called before it. */
  update(object: object, key: PropertyKey): void {
    if (this.#identities.isFresh(object)) return;
    this.#noteReserved(object, key);
    const known = this.#identities.get(object);
    if (known?.isPrototype || Object.hasOwn(object, 'constructor')) this.#reportPrototype(key);
    const location = this.#contentsAt(object, known, key) ?? this.#identities.ownerOf(object).location(key);
    this.#recorder.read(location);
    this.#recorder.writeOnTop(location);
    this.#noteList(object, known);
    if (key === ELEMENTS || isPrivate(key) || Object.hasOwn(object, key)) return;
    this.#add(object, key);
  }

  /** As {@link update}, under a name that is not in the source. */
  updateComputed(object: object, key: PropertyKey): void {
    if (this.#identities.isFresh(object) || !this.#recorder.recording) return;
    this.update(object, key);
    this.#noteComputed(object, key);
  }

  /** To be called before the property is deleted. */
  remove(object: object, key: PropertyKey): void {
    if (this.#identities.isFresh(object)) return;
    this.#noteReserved(object, key);
    const known = this.#identities.get(object);
    if (known?.isPrototype || Object.hasOwn(object, 'constructor')) this.#reportPrototype(key);
    const owner = this.#identities.ownerOf(object);
    const location = this.#contentsAt(object, known, key) ?? owner.location(key);
    if (key !== ELEMENTS && known && !Object.hasOwn(object, key)) {
      this.#recorder.read(location);
      return;
    }
    if (key === ELEMENTS) this.#recorder.writeOnTop(location);
    else this.#recorder.writePrimitive(location, undefined);
    this.#recorder.writeOnTop(owner.location(KEYS));
    this.#noteList(object, known);
    this.#noteComputed(object, key);
  }

  /** A property that an object does not have yet. It may inherit one that must not be assigned to. */
  #add(object: object, key: PropertyKey): void {
    this.#recorder.writeOnTop(this.#identities.ownerOf(object).location(KEYS));
    this.#readInherited(object, key);
  }

  /** Whoever looks at all of an array does not look for properties that have a name. */
  #noteList(object: object, known: KnownObject | undefined): void {
    const kind = known ? known.kindOf(object) : this.#identities.kindOf(object);
    if (kind !== 'array' && kind !== 'bytes') return;
    this.#recorder.writeOnTop(this.#identities.contentOwnerOf(object, kind).location(ELEMENTS));
  }

  #reportPrototype(key: PropertyKey): void {
    this.#recorder.reportUntracked(`property "${String(key)}" of a prototype is written after boot`);
  }

  /** Properties that the language itself reads in places where no hook is. */
  #noteReserved(object: object, key: PropertyKey): void {
    if (!this.#recorder.recording) return;
    if (key === 'then' && !(object instanceof Promise)) {
      this.#recorder.reportUntracked('`then` of an object is written after boot');
    } else if (key === 'prototype' && typeof object === 'function') {
      this.#recorder.reportUntracked('`prototype` of a function is written after boot');
    }
  }

  #notePrototype(object: object, value: unknown): void {
    // To the prototype of a class nothing is written unsaid, so a new object may have it.
    const isOfClass = typeof value === 'object' && value !== null && Object.hasOwn(value, 'constructor');
    if (isOfClass && this.#identities.isFresh(object)) return;
    if (value !== Object.getPrototypeOf(object)) {
      this.#recorder.reportUntracked('the prototype of an object is replaced');
    }
  }

  writeValue(location: Location, value: unknown): void {
    this.#promises.stored(value);
    this.#writeValue(location, value);
  }

  #noteComputed(object: object, key: PropertyKey): void {
    if (key === ELEMENTS || this.#names.areFollowed(key)) return;
    this.#recorder.writeOnTop(this.#identities.ownerOf(object).location(KEYS));
    if (this.#names.areMissed(key)) {
      this.#recorder.reportUntracked(`property "${String(key)}" is written by a computed name`);
    }
  }

  #writeValue(location: Location, value: unknown): void {
    if (location.key === ELEMENTS) {
      this.#recorder.writeOnTop(location);
      return;
    }
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      this.#recorder.writePrimitive(location, value);
      return;
    }
    const known = this.#identities.get(value);
    if (!known) {
      this.#recorder.writeOwn(location);
      return;
    }
    const { step, index } = known;
    this.#recorder.writeHashed(location, mixLow(step.low, index), mixHigh(step.high, index));
  }

  /** Where the contents of a built-in object are, if that is what a property of it shows. */
  #contentsAt(object: object, known: KnownObject | undefined, key: PropertyKey): Location | undefined {
    const kind = known ? known.kindOf(object) : this.#identities.kindOf(object);
    if (kind === undefined || !showsContents(kind, key)) return undefined;
    return this.#identities
      .contentOwnerOf(object, kind)
      .location(key === 'size' && kind !== 'url' ? KEYS : ELEMENTS);
  }

  #readInherited(object: object, key: PropertyKey): void {
    for (let at = Object.getPrototypeOf(object); at !== null; at = Object.getPrototypeOf(at)) {
      if (isInheritedFromHost(at)) return;
      this.#recorder.read(this.#identities.ownerOf(at).location(key));
      if (Object.hasOwn(at, key)) return;
    }
  }
}

/** Private names come as `#name`, which a property of the same name is not worth telling apart from. */
function isPrivate(key: PropertyKey): boolean {
  return typeof key === 'string' && key.startsWith('#');
}

function showsContents(kind: Kind, key: PropertyKey): boolean {
  if (kind === 'array' || kind === 'bytes') return key === ELEMENTS || key === 'length';
  if (kind === 'map' || kind === 'set') return key === 'size';
  return kind === 'url';
}
