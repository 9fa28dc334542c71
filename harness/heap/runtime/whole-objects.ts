import type { Contents } from './contents.ts';
import type { Identities } from './identities.ts';
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
      return;
    }
    const owner = this.#identities.ownerOf(value);
    this.#recorder.read(owner.location(KEYS));
    for (const key of Reflect.ownKeys(value)) {
      const name = normalise(key) ?? key;
      if (name === ELEMENTS || this.#names.areFollowed(name)) this.#recorder.read(owner.location(name));
      this.#promises.joined(Object.getOwnPropertyDescriptor(value, key)?.value);
    }
  }

  /** An object and all plain objects and built-in collections in it, as `JSON.stringify` does. */
  readDeep(value: unknown, seen: Set<object> = new Set()): void {
    if (!isObject(value) || seen.has(value) || !this.#recorder.recording) return;
    seen.add(value);
    this.read(value);
    if (value instanceof Map || value instanceof Set) {
      for (const inner of value.values()) this.readDeep(inner, seen);
    } else if (Array.isArray(value) || isPlain(value)) {
      for (const key of Reflect.ownKeys(value)) {
        this.readDeep(Object.getOwnPropertyDescriptor(value, key)?.value, seen);
      }
    }
  }

  /** What a destructuring pattern takes. */
  readShape(value: unknown, shape: PatternShape): void {
    if (!isObject(value) || !this.#recorder.recording) return;
    for (const key in shape) {
      if (key === REST) {
        this.read(value);
        continue;
      }
      const inner = shape[key];
      const name = normalise(key);
      if (name !== undefined) this.#properties.read(value, name);
      if (inner) this.readShape(Object.getOwnPropertyDescriptor(value, key)?.value, inner);
    }
  }
}

/** The name in a {@link PatternShape} for all there is: a rest element, or iteration. */
export const REST = '...';

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
