import { isObject } from '../../objects.ts';
import type { Contents } from './contents.ts';
import type { Identities } from './identities.ts';
import { followed, iteratesByProgram, type Onlooker } from './iteration.ts';
import { KEYS, normalise, propertyKeyOf } from './keys.ts';
import type { Properties } from './properties.ts';
import type { Recorder } from './recorder.ts';
import type { WholeObjects } from './whole-objects.ts';

/** What {@link hostFunctions} needs. */
export interface Parts {
  readonly recorder: Recorder;
  readonly identities: Identities;
  readonly properties: Properties;
  readonly whole: WholeObjects;
  readonly contents: Contents;
}

/** Methods of every object, which look at what it has. */
export const OBJECT_METHODS: ReadonlySet<unknown> = new Set([
  ...Object.values(Object.getOwnPropertyDescriptors(Object.prototype)).map(({ value }) => value as unknown),
  Error.prototype.toString,
]);

type Replacer = (this: unknown, key: string, value: unknown) => unknown;

type Callable = (...args: unknown[]) => unknown;

type HostFunction = (...args: never[]) => unknown;

/** Functions of the language that look at or change many properties at once: the same, and followed. */
export function hostFunctions(
  parts: Parts,
  onlooker: Onlooker,
  given: (Class: unknown, value: unknown) => unknown,
): Readonly<Record<FollowedFunction, HostFunction>> {
  const { identities, properties, whole, recorder } = parts;
  const bear = <T>(value: T): T => {
    if (isObject(value)) identities.bear(value);
    return value;
  };
  const reading =
    (original: (object: never, ...rest: never[]) => unknown): HostFunction =>
    (object: never, ...rest: never[]) => {
      whole.read(object);
      return bear(original(object, ...rest));
    };
  /** What a key is: an object is turned into one, once. */
  const keyOf = (key: unknown): PropertyKey => {
    if (!isObject(key)) return key as PropertyKey;
    whole.readAsPrimitive(key);
    return propertyKeyOf(key);
  };
  /** As {@link reading}, of a function that is given a key as well. */
  const readingAt =
    (original: (object: never, key: PropertyKey) => unknown): HostFunction =>
    (object: never, ...[key, ...rest]: unknown[]) => {
      // Of what has no properties no key is asked for.
      if (object === null || object === undefined) return original(object, key as PropertyKey);
      whole.read(object);
      return bear(Reflect.apply(original, undefined, [object, keyOf(key), ...rest]));
    };
  /** The host reads what a property is to be, from a descriptor and what that inherits. */
  const readDescriptor = (described: unknown): void => {
    whole.read(described);
    if (isObject(described)) whole.readAsPrototype(Object.getPrototypeOf(described));
  };
  const readDescriptors = (described: unknown): void => {
    whole.read(described);
    if (!isObject(described) || !recorder.recording) return;
    for (const own of Object.values(Object.getOwnPropertyDescriptors(described))) {
      if (own.get && own.enumerable) recorder.reportUntracked('a getter in what the host is given');
      readDescriptor(own.value);
    }
  };
  const inherit = (prototype: unknown): void => {
    if (recorder.recording) whole.readAsPrototype(prototype);
    else if (isObject(prototype)) identities.inherit(prototype);
  };
  const overwrite = (object: unknown, key: PropertyKey): void => {
    if (!isObject(object) || identities.isFresh(object) || !recorder.recording) return;
    properties.updateComputed(object, normalise(key) ?? String(key));
    recorder.writeOnTop(identities.ownerOf(object).location(KEYS));
  };
  /** The host takes a pair of a key and a value apart, and turns the key into one. */
  const readPair = (pair: unknown): void => {
    whole.read(pair);
    if (isObject(pair)) whole.readAsPrimitive(Object.getOwnPropertyDescriptor(pair, 0)?.value);
  };
  /** From now on writes to an object fail, unless they did before. */
  const closeUp = (object: unknown, isClosed: boolean): void => {
    if (!isObject(object) || identities.isFresh(object) || !recorder.recording) return;
    if (isClosed) {
      properties.read(object, KEYS);
      return;
    }
    overwrite(object, KEYS);
    for (const key of Reflect.ownKeys(object)) properties.update(object, normalise(key) ?? key);
  };
  return {
    Object_assign: (target: object, ...sources: unknown[]) => {
      for (const source of sources) whole.read(source);
      if (isObject(target) && !identities.isFresh(target) && recorder.recording) {
        for (const [key, { value }] of mergedDescriptors(sources)) {
          properties.writeComputed(target, normalise(key) ?? key, value);
        }
      }
      return Object.assign(target, ...sources);
    },
    Object_create: (prototype: object | null, described?: PropertyDescriptorMap) => {
      inherit(prototype);
      readDescriptors(described);
      return bear(described === undefined ? Object.create(prototype) : Object.create(prototype, described));
    },
    Object_defineProperties: (object: object, described: PropertyDescriptorMap) => {
      readDescriptors(described);
      for (const key of Reflect.ownKeys(Object(described))) overwrite(object, key);
      return Object.defineProperties(object, described);
    },
    Object_defineProperty: (object: object, key: PropertyKey, described: PropertyDescriptor) => {
      if (!isObject(object)) return Object.defineProperty(object, key, described);
      const name = keyOf(key);
      readDescriptor(described);
      overwrite(object, name);
      return Object.defineProperty(object, name, described);
    },
    Object_freeze: (object: object) => {
      closeUp(object, Object.isFrozen(object));
      return Object.freeze(object);
    },
    Object_setPrototypeOf: (object: object, prototype: object | null) => {
      inherit(prototype);
      if (isObject(object) && !identities.isFresh(object) && Object.getPrototypeOf(object) !== prototype) {
        recorder.reportUntracked('the prototype of an object is replaced');
      }
      return Object.setPrototypeOf(object, prototype);
    },
    Object_entries: reading(Object.entries),
    Object_fromEntries: (entries: Iterable<readonly unknown[]>) => {
      whole.read(entries);
      if (!isObject(entries)) return Object.fromEntries(entries);
      return bear(
        Object.fromEntries(
          followed(entries, { ...onlooker, value: readPair }) as Iterable<readonly unknown[]>,
        ),
      );
    },
    Object_getOwnPropertyDescriptor: readingAt(Object.getOwnPropertyDescriptor),
    Object_getOwnPropertyDescriptors: reading(Object.getOwnPropertyDescriptors),
    Object_getOwnPropertyNames: reading(Object.getOwnPropertyNames),
    Object_getOwnPropertySymbols: reading(Object.getOwnPropertySymbols),
    Object_hasOwn: readingAt(Object.hasOwn),
    Object_keys: reading(Object.keys),
    Object_values: reading(Object.values),
    Reflect_ownKeys: reading(Reflect.ownKeys),
    Array_from: function from(this: unknown, ...args: Parameters<typeof Array.from>): unknown {
      // A class of the program makes the list.
      if (typeof this === 'function' && this !== Array) recorder.reportForGood(MADE_BY_PROGRAM);
      // The list, and what the function has as `this`.
      const [list, ...rest] = args;
      whole.readList(list);
      whole.read(args[2]);
      const given = isObject(list) && iteratesByProgram(list) ? followed(list, onlooker) : list;
      return bear(Reflect.apply(Array.from, this ?? Array, [given, ...rest]) as unknown);
    },
    JSON_parse: (...args: Parameters<typeof JSON.parse>) => {
      const [text, revive] = args;
      whole.readAsPrimitive(text);
      // What the function gives is gone through like what the text has given.
      const reviver = function (this: unknown, ...given: [string, unknown]): unknown {
        for (const each of [this, ...given]) whole.read(each);
        return Reflect.apply(revive as Callable, this, given);
      };
      const value: unknown = typeof revive === 'function' ? JSON.parse(text, reviver) : JSON.parse(...args);
      bearDeep(identities, value);
      return value;
    },
    JSON_stringify: (value: unknown, replacer?: unknown, space?: string | number) => {
      const { getter, toJSON } = whole.readDeep(value);
      // A list has names; both these and what to indent by may be objects that stand for text.
      whole.readDeep(replacer);
      whole.readAsPrimitive(replacer);
      whole.readAsPrimitive(space);
      // What a getter, `toJSON` or a function in its place gives is only seen on the way.
      if ((getter || toJSON || typeof replacer === 'function') && !Array.isArray(replacer)) {
        const replace = typeof replacer === 'function' ? (replacer as Replacer) : undefined;
        return JSON.stringify(
          value,
          function (this: unknown, key, inner) {
            const replaced = replace ? replace.call(this, key, inner) : inner;
            whole.read(replaced);
            return replaced;
          },
          space,
        );
      }
      if (getter || toJSON)
        recorder.reportUntracked('a getter or `toJSON` in what becomes JSON by a list of names');
      return JSON.stringify(value, replacer as null, space);
    },
    Object_isExtensible: reading(Object.isExtensible),
    Object_isFrozen: reading(Object.isFrozen),
    Object_isSealed: reading(Object.isSealed),
    Object_preventExtensions: (object: object) => {
      closeUp(object, !Object.isExtensible(object));
      return Object.preventExtensions(object);
    },
    Object_seal: (object: object) => {
      closeUp(object, Object.isSealed(object));
      return Object.seal(object);
    },
    Error_captureStackTrace: function capture(object: object, above: unknown = capture): void {
      overwrite(object, 'stack');
      Error.captureStackTrace(object, above as () => void);
    },
    Reflect_apply: (method: (...args: unknown[]) => unknown, receiver: unknown, args: unknown[]) => {
      if (parts.contents.lend(method, receiver) || OBJECT_METHODS.has(method)) whole.read(receiver);
      return Reflect.apply(method, receiver, args);
    },
    Reflect_construct: (Class: Callable, args: unknown, ...target: unknown[]) => {
      whole.readList(args);
      if (isOfPromises(Class)) recorder.reportForGood('a promise made by `Reflect.construct`');
      const list = Array.isArray(args) ? copyOf(args).map((each) => given(Class, each)) : args;
      return bear(Reflect.construct(Class, list as unknown[], ...(target as [])));
    },
    Reflect_get: (object: object, key: PropertyKey, ...receiver: unknown[]) => {
      if (!isObject(object)) return Reflect.get(object, key, ...(receiver as []));
      const name = keyOf(key);
      properties.read(object, normalised(name));
      return Reflect.get(object, name, ...(receiver as []));
    },
    Reflect_has: (object: object, key: PropertyKey) => {
      if (!isObject(object)) return Reflect.has(object, key);
      const name = keyOf(key);
      properties.read(object, normalised(name));
      return Reflect.has(object, name);
    },
    Reflect_set: (object: object, key: PropertyKey, value: unknown, ...receiver: unknown[]) => {
      if (!isObject(object)) return Reflect.set(object, key, value, ...(receiver as []));
      const name = keyOf(key);
      if (receiver.length > 0) recorder.reportUntracked('`Reflect.set` with a receiver');
      properties.writeComputed(object, normalised(name), value);
      return Reflect.set(object, name, value, ...(receiver as []));
    },
    Reflect_deleteProperty: (object: object, key: PropertyKey) => {
      if (!isObject(object)) return Reflect.deleteProperty(object, key);
      const name = keyOf(key);
      properties.remove(object, normalised(name));
      return Reflect.deleteProperty(object, name);
    },
    Reflect_defineProperty: (object: object, key: PropertyKey, described: PropertyDescriptor) => {
      if (!isObject(object)) return Reflect.defineProperty(object, key, described);
      const name = keyOf(key);
      readDescriptor(described);
      overwrite(object, name);
      return Reflect.defineProperty(object, name, described);
    },
  };
}

/** What is said of a list that a function of the host fills, and that need not be a new one. */
export const MADE_BY_PROGRAM = 'a list made by a class of the program for the host';

/** Names of {@link hostFunctions}: that of the global, an underscore, and that of the function. */
export const FOLLOWED_FUNCTIONS = [
  'Error_captureStackTrace',
  'Object_assign',
  'Object_create',
  'Object_defineProperties',
  'Object_defineProperty',
  'Object_entries',
  'Object_freeze',
  'Object_fromEntries',
  'Object_getOwnPropertyDescriptor',
  'Object_getOwnPropertyDescriptors',
  'Object_getOwnPropertyNames',
  'Object_getOwnPropertySymbols',
  'Object_hasOwn',
  'Object_isExtensible',
  'Object_isFrozen',
  'Object_isSealed',
  'Object_keys',
  'Object_preventExtensions',
  'Object_seal',
  'Object_setPrototypeOf',
  'Object_values',
  'Reflect_apply',
  'Reflect_construct',
  'Reflect_defineProperty',
  'Reflect_deleteProperty',
  'Reflect_get',
  'Reflect_has',
  'Reflect_set',
  'Reflect_ownKeys',
  'Array_from',
  'JSON_parse',
  'JSON_stringify',
] as const;

export type FollowedFunction = (typeof FOLLOWED_FUNCTIONS)[number];

/** What assigning several objects in turn leaves: of each key the last. */
function mergedDescriptors(sources: readonly unknown[]): Map<PropertyKey, PropertyDescriptor> {
  const merged = new Map<PropertyKey, PropertyDescriptor>();
  for (const source of sources.filter(isObject)) {
    for (const key of Reflect.ownKeys(source)) {
      const descriptor = Object.getOwnPropertyDescriptor(source, key);
      if (descriptor?.enumerable) merged.set(key, descriptor);
    }
  }
  return merged;
}

function normalised(key: PropertyKey): PropertyKey {
  return normalise(key) ?? key;
}

/** The elements of a list, whose own methods may make something else of it. */
export function copyOf(list: readonly unknown[]): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < list.length; index += 1) copy.push(list[index]);
  return copy;
}

function isOfPromises(Class: unknown): boolean {
  return Class === Promise || (typeof Class === 'function' && Class.prototype instanceof Promise);
}

function bearDeep(identities: Identities, value: unknown): void {
  if (!isObject(value)) return;
  identities.bear(value);
  for (const inner of Object.values(value)) bearDeep(identities, inner);
}
