import { isObject } from '../../objects.ts';
import type { HookName } from '../hook-names.ts';
import { followCalls, telling } from './calls.ts';
import { type Contents, dataOf } from './contents.ts';
import { copyOf, hostFunctions, MADE_BY_PROGRAM } from './host-functions.ts';
import { isHostClass, isInheritedFromHost } from './host-prototypes.ts';
import { HostVersions, TYPED_ARRAYS } from './host-versions.ts';
import type { Identities } from './identities.ts';
import { followed, isIterable, iteratesByProgram, type Onlooker } from './iteration.ts';
import { normalise, propertyKeyOf } from './keys.ts';
import {
  CALLING,
  CONTENT_METHODS,
  convertsSet,
  HOST_METHODS,
  hasMethod,
  isMutator,
  type Kind,
} from './kinds.ts';
import type { Owner } from './location.ts';
import type { Promises } from './promises.ts';
import type { Properties } from './properties.ts';
import type { Recorder } from './recorder.ts';
import type { Variables } from './variables.ts';
import { GETTER, ITERATED, type PatternShape, type WholeObjects } from './whole-objects.ts';

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
type Callable = (...args: unknown[]) => unknown;

/**
 * The functions that an instrumented bundle calls. Most return an argument unchanged, so that they can be put
 * around it where it stands: what the program does, and in which order, stays in its own words.
 */
export function createHooks(parts: HookParts): Readonly<Record<HookName, Hook>> {
  const { recorder, identities, variables, properties, contents, whole, promises } = parts;

  const reportGiven = (): void =>
    recorder.reportUntracked('a constructor is given an object that was made elsewhere');
  /** Some properties of built-in objects turn what they are set to into a primitive. */
  const convertSet = (object: object, name: PropertyKey, value: unknown): void => {
    if (isObject(value) && convertsSet(name, () => identities.kindOf(object))) whole.readAsPrimitive(value);
  };
  const writeKey = (object: unknown, key: unknown, value: unknown): void => {
    if (!isObject(object)) return;
    const name = normalise(key);
    if (name !== undefined) {
      convertSet(object, name, value);
      properties.writeComputed(object, name, value);
    } else recorder.reportUntracked('an object is used as the name of a property');
  };
  const readNamed = (object: object, key: unknown): PropertyKey | undefined => {
    if (identities.isFresh(object)) return undefined;
    const name = normalise(key);
    if (name === undefined) whole.read(object);
    else properties.read(object, name);
    return name;
  };
  const readKey = (object: unknown, key: unknown): void => {
    if (isObject(key)) whole.readAsPrimitive(key);
    if (!isObject(object)) return;
    const name = readNamed(object, key);
    if (typeof name === 'string' && CONTENT_METHODS.has(name)) escapeMethod(object, name);
  };
  /** A method of a collection as a value can be called anywhere, unseen. */
  const escapeMethod = (object: object, name: string): void => {
    if (isInheritedFromHost(object)) {
      const taken = HOST_METHODS.get(Object.getOwnPropertyDescriptor(object, name)?.value);
      if (taken && isMutator(taken.kind, name)) recorder.reportForGood(escaped(name));
      return;
    }
    const kind = identities.kindOf(object);
    if (kind === undefined || !hasMethod(kind, name)) return;
    contents.call(object, name, []);
    // What is only looked at by what a bundle took at boot was seen to matter to no release.
    if (!recorder.recording && !isMutator(kind, name)) return;
    if (HOST_METHODS.has(dataOf(object, name))) recorder.reportForGood(escaped(name));
  };

  /** As {@link escapeMethod}, of all that a pattern takes. */
  const escapeShape = (value: unknown, shape: PatternShape): void => {
    if (!isObject(value)) return;
    for (const name in shape) {
      const inner = shape[name];
      if (CONTENT_METHODS.has(name)) escapeMethod(value, name);
      if (inner) escapeShape(Object.getOwnPropertyDescriptor(value, name)?.value, inner);
    }
  };

  /** As {@link spread}, by a pattern, which may take apart what it is given. */
  const iterateShape = (value: object, shape: PatternShape): unknown => {
    const isNested = Object.values(shape).some((inner) => inner !== 0);
    if (!iteratesByProgram(value) && (Array.isArray(value) || !isNested)) return value;
    const turn = (): void => whole.read(value);
    return followed(value, isNested ? { ...onlooker, turn, value: deep } : { ...onlooker, turn });
  };
  /** All that is in something is taken out. @returns what to take it out of instead */
  const spread = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    whole.read(value);
    if (!iteratesByProgram(value)) return value;
    return followed(value, { ...onlooker, turn: () => whole.read(value) });
  };
  /** Of the call of a borrowed method that is under way. */
  let lastReceiver: object | undefined;
  const bearNew = (value: unknown): unknown => {
    if (!isObject(value) || identities.get(value)) return value;
    identities.bear(value);
    whole.readAsPrototype(Object.getPrototypeOf(value));
    return value;
  };
  /** Code of the program that the host runs, and whose results it reads, is seen by nobody. */
  const deep = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    whole.readAsPrimitive(value);
    const { getter, iterator, toJSON } = whole.readDeep(value);
    if (toJSON) recorder.reportUntracked('a `toJSON` in what the host is given');
    if (getter) recorder.reportUntracked(GETTER);
    if (iterator) recorder.reportUntracked('an iterator of the program in what the host is given');
    return value;
  };
  const onlooker: Onlooker = {
    look: (object) => {
      whole.read(object);
      if (isObject(object)) whole.readAsPrototype(Object.getPrototypeOf(object));
    },
    wait: () => recorder.reportUntracked('an iterator of the program that gives promises'),
  };
  /** A function of the host goes through what it is given. @returns what to give it instead */
  const iterated = (value: object, tell: (each: unknown) => void): unknown => {
    whole.read(value);
    // What these hold is seen beforehand, and what an iterator gives only when it gives it.
    const isWalked = WALKED.has(identities.kindOf(value)) && !iteratesByProgram(value);
    if (!isWalked && isIterable(value)) return followed(value, { ...onlooker, value: tell });
    deep(value);
    return value;
  };
  /** A class of what may be the host's is given something. @returns what to give it instead */
  const given = (Class: unknown, value: unknown): unknown => {
    if (Class === Promise) recorder.reportForGood('a promise made in a way that is not followed');
    if (!isObject(value) || !isHostClass(Class)) return value;
    if (Class === Map || Class === WeakMap) return iterated(value, (pair) => whole.read(pair));
    return ITERATING.has(Class) ? iterated(value, deep) : deep(value);
  };
  const combine = (combinator: 'all' | 'allSettled' | 'any' | 'race', iterable: unknown): unknown => {
    whole.read(iterable);
    return promises.combine(combinator, iterable, onlooker);
  };
  const functions = hostFunctions(parts, onlooker, given);
  const versions = new HostVersions(
    {
      ...functions,
      TypedArray_from: (Class: object, ...[list, map, ...rest]: unknown[]) => {
        const given = isObject(list) ? iterated(list, deep) : list;
        const told =
          typeof map === 'function' ? telling(map as Callable, whole.readAsPrimitive.bind(whole)) : map;
        for (const each of rest) deep(each);
        return Reflect.apply(Uint8Array.from, Class, [given, told, ...rest]) as unknown;
      },
      Promise_all: (list: unknown) => combine('all', list),
      Promise_allSettled: (list: unknown) => combine('allSettled', list),
      Promise_any: (list: unknown) => combine('any', list),
      Promise_race: (list: unknown) => combine('race', list),
    },
    deep,
    () => recorder.reportUntracked(MADE_BY_PROGRAM),
  );
  const calls = followCalls(parts, versions, deep);
  const { callContent, callMethod, callback, replacer, lookAt, takeAsText } = calls;
  const { bind, lend, lookAtLater, invoke } = calls;

  return {
    scope: () => identities.bearScope(),
    conflated: (name: string) => identities.conflatedScope(name),
    bear: (value: unknown) => {
      if (isObject(value)) identities.bear(value);
      return value;
    },
    bearNew,
    bearDerived: (value: object, made: { readonly prototype: object }) => {
      const known = identities.get(value);
      if (known ? known.step !== recorder.step : Object.getPrototypeOf(value) !== made.prototype) {
        reportGiven();
      }
      if (value instanceof Promise)
        recorder.reportForGood('a class of promises with a constructor of its own');
      identities.bear(value);
      return value;
    },
    field: (object: object, value: unknown) => {
      // To be said before the field is added, which may fail.
      const known = identities.get(object);
      if (known ? known.step !== recorder.step : mayRefuseField(object)) reportGiven();
      return value;
    },
    inherited: (value: unknown) => {
      whole.readAsPrototype(value);
      return value;
    },
    bearClass: (value: { readonly prototype: object }) => {
      whole.readAsPrototype(Object.getPrototypeOf(value));
      whole.readAsPrototype(Object.getPrototypeOf(value.prototype));
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
    useVariable: (scope: Owner, name: string) => {
      if (scope.step !== recorder.step) recorder.read(scope.location(name));
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
      if (!isObject(object)) return value;
      convertSet(object, key, value);
      properties.write(object, key, value);
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
    update: (object: unknown, key: string) => {
      if (!isObject(object)) return object;
      whole.readAsPrimitive(heldBy(object, key));
      properties.update(object, key);
      return object;
    },
    updateKey: (object: unknown, key: unknown) => {
      if (!isObject(object)) return object;
      const name = normalise(key);
      if (name !== undefined) whole.readAsPrimitive(heldBy(object, key as PropertyKey));
      if (name !== undefined) properties.updateComputed(object, name);
      else recorder.reportUntracked('an object is used as the name of a property');
      return object;
    },
    setKey: (object: Record<PropertyKey, unknown>, key: PropertyKey, value: unknown) => {
      writeKey(object, key, value);
      object[key] = value;
      return value;
    },
    remove: (object: Record<PropertyKey, unknown>, key: PropertyKey) => {
      const name = isObject(object) ? normalise(key) : undefined;
      if (name !== undefined) properties.remove(object as object, name);
      else if (isObject(object)) recorder.reportUntracked('an object is used as the name of a property');
      return delete object[key];
    },
    isIn: (key: PropertyKey, object: object) => {
      readKey(object, key);
      return key in object;
    },
    readPattern: (value: unknown, shape: PatternShape, takesMethod?: boolean) => {
      whole.readShape(value, shape);
      if (takesMethod) escapeShape(value, shape);
      if (shape[ITERATED] === undefined || !isObject(value)) return value;
      return iterateShape(value, shape);
    },
    readSuper: (receiver: unknown, key: string) => {
      for (let at = receiver; isObject(at) && !isInheritedFromHost(at); at = Object.getPrototypeOf(at)) {
        if (!identities.isFresh(at)) recorder.read(identities.ownerOf(at).location(key));
      }
      return key;
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
      if (isObject(object)) callContent(object, name, []);
      return object;
    },
    contentValue: (object: unknown, name: string) => {
      if (isObject(object)) escapeMethod(object, name);
      return object;
    },
    argument: (object: unknown, name: string, argument: unknown) => {
      if (isObject(object)) callContent(object, name, [argument]);
      else if (isObject(argument)) takeAsText(name, argument);
      return callback(object, name, argument);
    },
    laterArgument: (object: unknown, name: string, argument: unknown) => {
      if (!isObject(argument)) return argument;
      if (typeof argument === 'function' && typeof object === 'string') return replacer(name, argument);
      lookAt(argument, object, name);
      // What a function that is called for each entry has as `this`.
      if (isObject(object) && CALLING.has(name)) whole.read(argument);
      return argument;
    },
    callMethod,
    /** The method that a computed name stands for, of what it is called on. */
    lookUp: (object: object, key: unknown) => {
      // Of what has no properties the name is never asked for.
      if (object === null || object === undefined) return object[key as never];
      if (isObject(key)) whole.readAsPrimitive(key);
      const name = propertyKeyOf(key);
      if (isObject(object)) readNamed(object, name);
      return (versions.ofNamespace(object, String(name)) as Record<PropertyKey, unknown>)[name];
    },
    invoke,
    receiver: (method: unknown, receiver: unknown, argumentFollows?: boolean) => {
      if (!argumentFollows) lend(method, receiver, []);
      lastReceiver = HOST_METHODS.has(method) && isObject(receiver) ? receiver : undefined;
      return receiver;
    },
    lentArgument: (method: unknown, receiver: unknown, argument: unknown) =>
      lend(method, receiver, [argument])[0],
    lentLater: (method: unknown, receiver: unknown, argument: unknown) => {
      lookAtLater(method, receiver, argument);
      return argument;
    },
    lentList: (method: unknown, receiver: unknown, list: unknown) => {
      whole.readList(list);
      if (Array.isArray(list)) return lend(method, receiver, copyOf(list));
      lend(method, receiver, []);
      return list;
    },
    lent: (result: unknown) => {
      if (lastReceiver) contents.link(result, lastReceiver);
      lastReceiver = undefined;
      return result;
    },
    bind,
    fill: (value: unknown) => {
      whole.readDeep(value);
      contents.writeBytes(value);
      return value;
    },
    whole: (value: unknown) => {
      whole.read(value);
      return value;
    },
    deep,
    hostFunction: (callee: unknown) => versions.ofFunction(callee),
    lentFunction: (method: unknown) => versions.ofLent(method),
    hostObject: (object: unknown, name: string) => versions.ofNamespace(object, name),
    boxed: (value: unknown) => {
      if (value instanceof String) whole.readAsPrimitive(value);
      return value;
    },
    body: (value: unknown) => {
      const isBody = value instanceof Response || value instanceof Request;
      if (isBody && value.bodyUsed) recorder.reportUntracked('a body of the network that is read twice');
      return value;
    },
    primitive: (value: unknown) => {
      if (isObject(value)) whole.readAsPrimitive(value);
      return value;
    },
    iterate: (value: unknown) =>
      isObject(value) ? followed(value, { ...onlooker, turn: () => whole.read(value) }) : value,
    spread,
    spreadTo: (value: unknown) => (isObject(value) ? iterated(value, deep) : value),

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
      if (typeof Class === 'function' && Class.prototype instanceof Promise) {
        return promises.create(executor, Class as unknown as PromiseConstructor);
      }
      const made = new Class(typeof executor === 'function' ? executor : given(Class, executor));
      bearNew(made);
      promises.stored(made);
      return made;
    },
    combine,
    given,
    givenAll: (Class: unknown, list: unknown) => {
      if (!isObject(list) || !isHostClass(Class)) return spread(list);
      if (!Array.isArray(list) || iteratesByProgram(list)) return iterated(list, deep);
      whole.read(list);
      return copyOf(list).map((each) => given(Class, each));
    },
    instanceOf: (Class: unknown) => {
      if (isObject(Class)) properties.read(Class, Symbol.hasInstance);
      return Class;
    },
    ...functions,
    Reflect_apply: (method: unknown, receiver: unknown, args: unknown) => {
      whole.readList(args);
      return Array.isArray(args)
        ? invoke(receiver, method, copyOf(args))
        : functions.Reflect_apply(versions.ofLent(method) as never, receiver as never, args as never);
    },
  };
}

/** What {@link WholeObjects.readDeep} sees all of; undefined stands for objects that have an iterator of their own. */
const WALKED: ReadonlySet<Kind | undefined> = new Set(['array', 'map', 'set', 'bytes', 'url', 'fields']);

/** Classes of the host that go through what they are given. */
const ITERATING: ReadonlySet<unknown> = new Set([
  ...[Map, WeakMap, Set, WeakSet, AggregateError, URLSearchParams, Headers, Blob],
  ...TYPED_ARRAYS,
]);

/** What a property holds, without running a getter. Lists have none, and are counted up often. */
function heldBy(object: object, key: PropertyKey): unknown {
  const isList = Array.isArray(object) || ArrayBuffer.isView(object);
  return isList ? (object as unknown as Record<PropertyKey, unknown>)[key] : dataOf(object, key);
}

function escaped(name: string): string {
  return `method "${name}" of a built-in object is taken without being called`;
}

/** Whether adding some field to an object can fail. */
function mayRefuseField(object: object): boolean {
  if (!Object.isExtensible(object)) return true;
  return Reflect.ownKeys(object).some(
    (key) => Object.getOwnPropertyDescriptor(object, key)?.configurable === false,
  );
}
