import { isObject } from '../../objects.ts';
import { type Contents, dataOf, descriptorOf, keysOf } from './contents.ts';
import { HOST_FUNCTIONS } from './functions-of-host.ts';
import { isInheritedFromHost } from './host-prototypes.ts';
import type { Identities } from './identities.ts';
import { iteratesByProgram } from './iteration.ts';
import { ELEMENTS, KEYS, normalise } from './keys.ts';
import type { Names } from './names.ts';
import type { Promises } from './promises.ts';
import type { Properties } from './properties.ts';
import type { Recorder } from './recorder.ts';

/** What of an object's insides a destructuring pattern takes: names, and patterns within. */
export interface PatternShape {
  readonly [key: string]: PatternShape | 0;
}

/** Reads of more than one property at once. */
export class WholeObjects {
  readonly #recorder: Recorder;
  readonly #identities: Identities;
  readonly #properties: Properties;
  readonly #contents: Contents;
  readonly #promises: Promises;
  readonly #names: Names;

  constructor(
    recorder: Recorder,
    identities: Identities,
    parts: {
      readonly properties: Properties;
      readonly contents: Contents;
      readonly promises: Promises;
      readonly names: Names;
    },
  ) {
    this.#recorder = recorder;
    this.#identities = identities;
    this.#properties = parts.properties;
    this.#contents = parts.contents;
    this.#promises = parts.promises;
    this.#names = parts.names;
  }

  /** All properties or entries, and which there are. */
  read(value: unknown): void {
    if (!isObject(value) || this.#identities.isFresh(value) || !this.#recorder.recording) return;
    const kind = this.#identities.kindOf(value);
    if (kind !== undefined) {
      this.#contents.readAll(value, kind);
      if (kind === 'array' || kind === 'bytes') return;
    }
    const owner = this.#identities.ownerOf(value);
    this.#recorder.read(owner.location(KEYS));
    for (const key of Reflect.ownKeys(value)) {
      const name = normalise(key) ?? key;
      if (name === ELEMENTS || this.#names.areFollowed(name)) this.#recorder.read(owner.location(name));
      this.#promises.joined(Object.getOwnPropertyDescriptor(value, key)?.value);
    }
  }

  /**
   * An object and all that it holds, as `structuredClone` does.
   * @returns what code of the program is run when all of it is looked at
   */
  readDeep(value: unknown): CodeWithin {
    const within = { getter: false, toJSON: false, iterator: false };
    if (this.#recorder.recording) this.#readDeep(value, within, new Set());
    return within;
  }

  #readDeep(value: unknown, within: Writable<CodeWithin>, seen: Set<object>): void {
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    this.read(value);
    if (typeof value === 'function') return;
    this.#readInheritedDeep(value, within, seen);
    if (!within.iterator)
      within.iterator = this.#identities.kindOf(value) === 'iterator' || iteratesByProgram(value);
    for (const key of keysOf(value)) {
      this.#readDeep(key, within, seen);
      if (value instanceof Map) this.#readDeep(Map.prototype.get.call(value, key), within, seen);
    }
    if (!within.toJSON) within.toJSON = hasOwnConversion(value);
    for (const key of Reflect.ownKeys(value)) {
      const own = Object.getOwnPropertyDescriptor(value, key);
      if (own?.get) within.getter = true;
      else this.#readDeep(own?.value, within, seen);
    }
  }

  /** What an object of the program inherits from others of it. Classes are left out: see {@link readAsPrototype}. */
  #readInheritedDeep(object: object, within: Writable<CodeWithin>, seen: Set<object>): void {
    for (let at = Object.getPrototypeOf(object); isObject(at); at = Object.getPrototypeOf(at)) {
      if (isInheritedFromHost(at)) return;
      if (!Object.hasOwn(at, 'constructor')) this.#readDeep(at, within, seen);
      else if (!within.getter) within.getter = hasGetter(at);
    }
  }

  /** A list, or what stands for one: what it has, and its length, which may be an object or a getter. */
  readList(value: unknown): void {
    this.read(value);
    if (!isObject(value) || Array.isArray(value) || !this.#recorder.recording) return;
    this.readAsPrototype(Object.getPrototypeOf(value));
    const length = descriptorOf(value, 'length');
    if (length?.get && !HOST_FUNCTIONS.has(length.get)) this.#recorder.reportUntracked(GETTER);
    this.readAsPrimitive(length?.value);
  }

  /** What an object is turned into a primitive by: elements, the time, an address, or methods of its own. */
  readAsPrimitive(value: unknown, seen: Set<object> = new Set()): void {
    if (!isObject(value) || seen.has(value) || !this.#recorder.recording) return;
    seen.add(value);
    const kind = this.#identities.kindOf(value);
    if (kind === 'array') this.read(value);
    else if (!this.#identities.isFresh(value)) {
      if (kind !== undefined && kind !== 'iterator' && kind !== 'promise') this.read(value);
      const names = value instanceof Error ? ['name', 'message', ...CONVERTERS] : CONVERTERS;
      this.#properties.read(value, KEYS);
      for (const name of names) if (this.#names.areFollowed(name)) this.#properties.read(value, name);
    }
    if (Array.isArray(value))
      for (let index = 0; index < value.length; index += 1) this.readAsPrimitive(value[index], seen);
    else if (value instanceof Error)
      for (const name of ['name', 'message']) this.readAsPrimitive(dataOf(value, name), seen);
  }

  /**
   * What a new object inherits. What is read of such an object in the step that makes it is not told, so all is read
   * at once; classes of the program are left out, as what writes to their prototypes is reported.
   */
  readAsPrototype(prototype: unknown): void {
    if (!this.#recorder.recording) return;
    for (let at = prototype; isObject(at) && !isInheritedFromHost(at); at = Object.getPrototypeOf(at)) {
      if (!Object.hasOwn(at, 'constructor')) this.read(at);
    }
  }

  /** Whether what an inner pattern iterates over may run code of the program, as a getter would. */
  #isIteratedByProgram(value: object, key: string): boolean {
    const inner = descriptorOf(value, key);
    return inner?.get !== undefined || (isObject(inner?.value) && iteratesByProgram(inner.value));
  }

  /** What a destructuring pattern takes. */
  readShape(value: unknown, shape: PatternShape): void {
    if (!isObject(value) || !this.#recorder.recording) return;
    for (const key in shape) {
      if (key === REST || key === ITERATED) {
        this.read(value);
        continue;
      }
      const inner = shape[key];
      const isOwn = inner && inner[ITERATED] !== undefined;
      if (isOwn && this.#isIteratedByProgram(value, key)) this.#recorder.reportUntracked(NESTED);
      const name = normalise(key);
      if (name !== undefined) this.#properties.read(value, name);
      if (inner) this.readShape(Object.getOwnPropertyDescriptor(value, key)?.value, inner);
    }
  }
}

/** Properties that say what primitive an object stands for; a write to one under a symbol is one to the keys. */
const CONVERTERS = ['toString', 'valueOf', 'toLocaleString'];

/** The name in a {@link PatternShape} for all there is: a rest element. */
export const REST = '...';

/** The same, for iteration. */
export const ITERATED = '[...]';

const NESTED = 'a pattern within a pattern that goes through an iterator of the program';

/** Code of the program in an object that runs when the object is looked at. */
export interface CodeWithin {
  readonly getter: boolean;
  readonly toJSON: boolean;
  /** Of an object that is iterated over. */
  readonly iterator: boolean;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What is said of a getter of the program that the host runs: nothing sees what it gives. */
export const GETTER = 'a getter in what the host is given';

function hasGetter(object: object): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(object)).some(({ get }) => get !== undefined);
}

function hasOwnConversion(object: object): boolean {
  const convert = dataOf(object, 'toJSON');
  return typeof convert === 'function' && !HOST_CONVERSIONS.has(convert);
}

const HOST_CONVERSIONS: ReadonlySet<unknown> = new Set([Date.prototype.toJSON, URL.prototype.toJSON]);
