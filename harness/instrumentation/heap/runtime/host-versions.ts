import { isObject } from '../../objects.ts';
import { dataOf, FUNCTION_METHODS } from './contents.ts';
import { HOST_FUNCTIONS, HOST_PROTOTYPES } from './functions-of-host.ts';
import { HOST_METHODS } from './kinds.ts';

type Callable = (...args: unknown[]) => unknown;

/** Objects of the host whose functions a program may call under another name, as in `const O = Object; O.keys(x)`. */
const NAMESPACES = {
  ...{ Object, Reflect, JSON, Math, Number, String, Array, Symbol, BigInt, Promise },
  ...{ Date, URL, Response },
};

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array) as object;

/** Classes of lists of numbers: functions of theirs need to know which one they are called on. */
export const TYPED_ARRAYS: readonly unknown[] = [
  ...[Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
];

/**
 * Finds the followed version of a function of the host where only the call shows which function it is.
 * @param followed those that are known: `Object_keys` of `Object.keys`
 * @param look called with each argument of the others
 * @param made called when a class of the program makes a list for the host
 */
export class HostVersions {
  readonly #followed: Readonly<Record<string, unknown>>;
  readonly #made: () => void;
  readonly #look: (argument: unknown) => void;
  readonly #functions = new Map<unknown, Callable>();
  readonly #namespaces = new Map<
    unknown,
    { readonly functions: object; readonly originals: ReadonlyMap<string, unknown> }
  >();

  constructor(
    followed: Readonly<Record<string, unknown>>,
    look: (argument: unknown) => void,
    made: () => void,
  ) {
    this.#made = made;
    this.#followed = followed;
    this.#look = look;
    for (const [namespace, host] of Object.entries(NAMESPACES)) {
      const versions = Object.create(null) as Record<string, Callable>;
      for (const [name, original] of functionsOf(host)) {
        versions[name] = this.#versionOf(`${namespace}_${name}`, original, host);
        // Those of `Promise` fail without it.
        if (host !== Promise) this.#functions.set(original, versions[name]);
      }
      this.#namespaces.set(host, { functions: versions, originals: new Map(functionsOf(host)) });
    }
  }

  /** What to call in place of a function that is called without a receiver. */
  ofFunction(callee: unknown): unknown {
    const version = this.#functions.get(callee);
    if (version) return version;
    return looksAtAll(callee) ? this.#versionOf('', callee as Callable, undefined) : callee;
  }

  /** What to call in place of a function that is given a receiver: for most it makes no difference. */
  ofLent(method: unknown): unknown {
    if (method === Array.from || method === Array.of) return method;
    return this.#functions.get(method) ?? method;
  }

  /** Whether a function of the host that is given a receiver has no version of its own, and looks at all it gets. */
  isUnknown(method: unknown): boolean {
    return method === Array.from || (looksAtAll(method) && !this.#functions.has(method));
  }

  /** What to call a method of in place of an object: not where the program has put a method there. */
  ofNamespace(object: unknown, name: string): unknown {
    // Looking up a text would be slow.
    if (!isObject(object)) return object;
    const versions = this.#namespaces.get(object);
    if (!versions) return this.#ofInherited(object, name);
    const original = versions.originals.get(name);
    if (!original || (object as Record<string, unknown>)[name] !== original) return object;
    return versions.functions;
  }

  /** What a class has from one of the host, or a namespace that is not known. */
  #ofInherited(object: object, name: string): unknown {
    if (!(typeof object === 'function' ? isHeir(object) : isOtherOfHost(object, name))) return object;
    const original = dataOf(object as object, name);
    if (original !== Array.of && !looksAtAll(original)) return object;
    if (original === Array.of || original === Array.from) {
      this.#made();
      return object;
    }
    if (original === Reflect.get(TYPED_ARRAY, 'from')) {
      const from = this.#followed.TypedArray_from as Callable;
      return { [name]: (...args: unknown[]) => from(object, ...args) };
    }
    return { [name]: this.#versionOf('', original as Callable, object) };
  }

  #versionOf(name: string, original: Callable, host: unknown): Callable {
    const followed = this.#followed[name];
    if (typeof followed === 'function') return followed as Callable;
    if (HARMLESS.has(name)) return (...args) => Reflect.apply(original, host, args);
    return (...args) => {
      for (const argument of args) this.#look(argument);
      return Reflect.apply(original, host, args);
    };
  }
}

/** Whether a call of a function of the host is not recognised where it is stored as a property of another object. */
export function isLostAsProperty(value: unknown): boolean {
  const isOnlyClass =
    typeof value === 'function' && Object.hasOwn(value, 'prototype') && !CALLABLE.has(value);
  return looksAtAll(value) && !isOnlyClass;
}

/** Classes that may be called without `new`, to convert something. */
const CALLABLE: ReadonlySet<unknown> = new Set([
  Number,
  String,
  BigInt,
  Array,
  RegExp,
  Date,
  Error,
  TypeError,
]);

/** Whether a class may have functions from one of the host; what others have, they have as properties. */
function isHeir(made: object): boolean {
  return HOST_FUNCTIONS.has(made) || Object.getPrototypeOf(made) !== Function.prototype;
}

/** Whether an object has a method from the host that is not followed by its name. */
function isOtherOfHost(object: object, name: string): boolean {
  return OTHER_METHODS.has(name) && HOST_PROTOTYPES.has(Object.getPrototypeOf(object) as object);
}

/** Whether a function of the host may look at all that it is given, where nothing better is known. */
function looksAtAll(callee: unknown): boolean {
  return HOST_FUNCTIONS.has(callee) && !HOST_METHODS.has(callee) && !HARMLESS_FUNCTIONS.has(callee);
}

/** Those that look at nothing in what they are given. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['Promise_resolve', 'Promise_reject', 'Array_isArray', 'Array_of', 'Object_is', 'Object_getPrototypeOf'],
  ...['Reflect_getPrototypeOf', 'Number_isInteger', 'Number_isNaN', 'Number_isFinite'],
  ...['Number_isSafeInteger', 'Symbol_keyFor'],
]);

const HARMLESS_FUNCTIONS: ReadonlySet<unknown> = new Set([
  ...Object.entries(NAMESPACES).flatMap(([namespace, host]) =>
    functionsOf(host).flatMap(([name, original]) => (HARMLESS.has(`${namespace}_${name}`) ? [original] : [])),
  ),
  // Other than as those of `Promise` they fail.
  ...[Promise.all, Promise.allSettled, Promise.any, Promise.race, Promise, Object, Boolean],
  ...FUNCTION_METHODS,
]);

function functionsOf(host: object): [string, Callable][] {
  return Object.getOwnPropertyNames(host).flatMap((name): [string, Callable][] => {
    const value: unknown = Object.getOwnPropertyDescriptor(host, name)?.value;
    return typeof value === 'function' && name !== 'prototype' ? [[name, value as Callable]] : [];
  });
}

/** Prototypes of what has methods that are followed by their names. */
const OF_PRIMITIVES: ReadonlySet<object> = new Set(
  [Object, Function, String, Number, Boolean, Symbol, BigInt, Error].map(
    ({ prototype }) => prototype as object,
  ),
);

/** Methods of objects of the host whose contents are not followed, such as those that encode or format. */
const OTHER_METHODS: ReadonlySet<string> = new Set(
  [...HOST_PROTOTYPES]
    .filter((prototype) => !OF_PRIMITIVES.has(prototype))
    .flatMap((prototype) =>
      functionsOf(prototype).flatMap(([name, method]) => (looksAtAll(method) ? [name] : [])),
    ),
);

/** Names of functions of the {@link NAMESPACES}, and of other functions of the host. */
export const HOST_FUNCTION_NAMES: ReadonlySet<string> = new Set(
  [...Object.values(NAMESPACES), ...[Intl, AbortSignal], TYPED_ARRAY]
    .flatMap((host) => functionsOf(host).map(([name]) => name))
    .concat([...OTHER_METHODS]),
);
