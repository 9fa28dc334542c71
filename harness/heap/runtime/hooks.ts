import type { HookName } from '../hook-names.ts';
import type { Contents } from './contents.ts';
import { hostFunctions } from './host-functions.ts';
import { isInheritedFromHost } from './host-prototypes.ts';
import type { Identities } from './identities.ts';
import { normalise } from './keys.ts';
import { CONTENT_METHODS, hasMethod } from './kinds.ts';
import type { Owner } from './location.ts';
import type { Promises } from './promises.ts';
import type { Properties } from './properties.ts';
import type { Recorder } from './recorder.ts';
import type { Variables } from './variables.ts';
import { isObject, type PatternShape, type WholeObjects } from './whole-objects.ts';

export interface HookParts {
  readonly recorder: Recorder;
  readonly identities: Identities;
  readonly variables: Variables;
  readonly properties: Properties;
  readonly contents: Contents;
  readonly whole: WholeObjects;
  readonly promises: Promises;
}

type Hook = (...args: never[]) => unknown;

/**
 * The functions that an instrumented bundle calls. Most return an argument unchanged, so that they can be put
 * around it where it stands: what the program does, and in which order, stays in its own words.
 */
export function createHooks(parts: HookParts): Readonly<Record<HookName, Hook>> {
  const { recorder, identities, variables, properties, contents, whole, promises } = parts;

  const writeKey = (object: unknown, key: unknown, value: unknown): void => {
    if (!isObject(object)) return;
    const name = normalise(key);
    if (name !== undefined) properties.writeComputed(object, name, value);
    else recorder.reportUntracked('an object is used as the name of a property');
  };
  const readKey = (object: unknown, key: unknown): void => {
    if (!isObject(object) || identities.isFresh(object)) return;
    const name = normalise(key);
    if (name === undefined) whole.read(object);
    else properties.read(object, name);
    if (typeof name === 'string' && CONTENT_METHODS.has(name)) escapeMethod(object, name);
  };
  /** A method of a collection as a value can be called anywhere, unseen. */
  const escapeMethod = (object: object, name: string): void => {
    if (isInheritedFromHost(object)) return;
    const kind = identities.kindOf(object);
    if (kind === undefined || !hasMethod(kind, name)) return;
    contents.call(object, name, []);
    if (typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name)?.value === 'function') {
      recorder.reportUntracked(`method "${name}" of a collection is taken without being called`);
    }
  };

  return {
    scope: () => identities.bearScope(),
    conflated: (name: string) => identities.conflatedScope(name),
    bear: (value: unknown) => {
      if (isObject(value)) identities.bear(value);
      return value;
    },
    bearClass: (value: { readonly prototype: object }) => {
      identities.bear(value);
      identities.bear(value.prototype).isPrototype = true;
    },
    bearArray: (value: unknown) => {
      if (Array.isArray(value)) identities.bear(value);
      return value;
    },
    bearView: (source: unknown, value: object) => {
      // A view of a buffer is as old as that.
      if (!(source instanceof ArrayBuffer) || identities.isFresh(source)) identities.bear(value);
      return value;
    },

    readVariable: (scope: Owner, name: string, value: unknown) => {
      if (scope.step !== recorder.step) variables.read(scope, name, value);
      return value;
    },
    writeVariable: (scope: Owner, name: string, value: unknown, before: unknown) => {
      variables.write(scope, name, value, before);
      return value;
    },
    initVariable: (scope: Owner, name: string, value: unknown) => {
      variables.initialise(scope, name, value);
      return value;
    },
    updateVariable: (scope: Owner, name: string, result: unknown, value: unknown) => {
      variables.update(scope, name, value);
      return result;
    },

    read: (object: unknown, key: string) => {
      if (isObject(object)) properties.read(object, key);
      return object;
    },
    readKey: (object: unknown, key: unknown) => {
      readKey(object, key);
      return object;
    },
    write: (object: unknown, key: string, value: unknown) => {
      if (isObject(object)) properties.write(object, key, value);
      return value;
    },
    writeKey: (object: unknown, key: unknown, value: unknown) => {
      writeKey(object, key, value);
      return value;
    },
    writePrivate: (object: object, key: string, value: unknown, before: unknown) => {
      properties.writePrivate(object, key, value, before);
      return value;
    },
    update: (object: unknown, key: string, result: unknown) => {
      if (isObject(object)) properties.update(object, key);
      return result;
    },
    updateKey: (object: unknown, key: unknown, result: unknown) => {
      if (isObject(object)) properties.updateComputed(object, normalise(key) ?? String(key));
      return result;
    },
    setKey: (object: Record<PropertyKey, unknown>, key: PropertyKey, value: unknown) => {
      writeKey(object, key, value);
      object[key] = value;
      return value;
    },
    remove: (object: Record<PropertyKey, unknown>, key: PropertyKey) => {
      const name = isObject(object) ? normalise(key) : undefined;
      if (name !== undefined) properties.remove(object, name);
      return delete object[key];
    },
    isIn: (key: PropertyKey, object: object) => {
      readKey(object, key);
      return key in object;
    },
    readPattern: (value: unknown, shape: PatternShape) => {
      whole.readShape(value, shape);
      return value;
    },
    target: (assign: (value: unknown) => void) => ({
      set value(value: unknown) {
        assign(value);
      },
    }),
    targetMember: (object: Record<PropertyKey, unknown>, key: PropertyKey) => ({
      set value(value: unknown) {
        writeKey(object, key, value);
        object[key] = value;
      },
    }),

    content: (object: unknown, name: string) => {
      if (isObject(object)) contents.call(object, name, []);
      return object;
    },
    contentValue: (object: unknown, name: string) => {
      if (isObject(object)) escapeMethod(object, name);
      return object;
    },
    argument: (object: unknown, name: string, argument: unknown) => {
      if (isObject(object)) contents.call(object, name, [argument]);
      return argument;
    },
    callMethod: <Name extends string>(
      object: Record<Name, (...args: unknown[]) => unknown>,
      name: Name,
      args: readonly unknown[],
    ) => {
      if (isObject(object)) contents.call(object, name, args.slice(0, 1));
      return object[name](...args);
    },
    whole: (value: unknown) => {
      whole.read(value);
      return value;
    },
    deep: (value: unknown) => {
      whole.readDeep(value);
      return value;
    },
    text: (value: unknown) => {
      if (Array.isArray(value)) whole.read(value);
      return value;
    },
    iterate: (value: unknown) => (isObject(value) ? iterateInSteps(value, whole) : value),

    join: (value: unknown) => {
      promises.joined(value);
      return value;
    },
    store: (value: unknown) => {
      promises.stored(value);
      return value;
    },
    construct: (Class: new (executor: unknown) => object, executor: unknown) => {
      if (Class === (Promise as unknown)) return promises.create(executor);
      const made = new Class(executor);
      identities.bear(made);
      promises.stored(made);
      return made;
    },
    combine: (combinator: 'all' | 'allSettled' | 'any' | 'race', iterable: unknown) => {
      whole.read(iterable);
      return promises.combine(combinator, iterable);
    },
    ...hostFunctions(parts),
  };
}

/** Iterates over a built-in collection, which is read anew at each turn: the loop may last several steps. */
function iterateInSteps(value: object, whole: WholeObjects): unknown {
  if (!Array.isArray(value) && !(value instanceof Map) && !(value instanceof Set)) return value;
  const iterator: IterableIterator<unknown> = value[Symbol.iterator]();
  return {
    next: () => {
      whole.read(value);
      return iterator.next();
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}
