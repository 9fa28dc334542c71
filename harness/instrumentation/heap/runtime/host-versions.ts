type Callable = (...args: unknown[]) => unknown;

/** Objects of the host whose functions a program may call under another name, as in `const O = Object; O.keys(x)`. */
const NAMESPACES = {
  ...{ Object, Reflect, JSON, Math, Number, String, Array, Symbol, BigInt, Promise },
  ...{ Date, URL, Response },
};

/** Functions of the host that turn what they are given into a primitive, or look at all of it. */
const FUNCTIONS: readonly unknown[] = [
  ...['String', 'Number', 'Symbol', 'BigInt', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'],
  ...[
    'structuredClone',
    'encodeURIComponent',
    'decodeURIComponent',
    'encodeURI',
    'decodeURI',
    'btoa',
    'atob',
  ],
  ...['RegExp', 'Error', 'TypeError', 'RangeError'],
].map((name) => Reflect.get(globalThis, name) as unknown);

/** Names of functions of the {@link NAMESPACES}. */
export const HOST_FUNCTION_NAMES: ReadonlySet<string> = new Set(
  Object.values(NAMESPACES).flatMap((host) => functionsOf(host).map(([name]) => name)),
);

/**
 * Finds the followed version of a function of the host where only the call shows which function it is.
 * @param followed those that are known: `Object_keys` of `Object.keys`
 * @param look is told of each argument of the others
 */
export class HostVersions {
  readonly #followed: Readonly<Record<string, unknown>>;
  readonly #look: (argument: unknown) => void;
  readonly #functions = new Map<unknown, Callable>();
  readonly #namespaces = new Map<
    unknown,
    { readonly functions: object; readonly originals: ReadonlyMap<string, unknown> }
  >();

  constructor(followed: Readonly<Record<string, unknown>>, look: (argument: unknown) => void) {
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
    for (const original of FUNCTIONS) {
      this.#functions.set(original, this.#versionOf('', original as Callable, undefined));
    }
  }

  /** What to call in place of a function that is called without a receiver. */
  ofFunction(callee: unknown): unknown {
    return this.#functions.get(callee) ?? callee;
  }

  /** What to call in place of a function that is given a receiver: for most it makes no difference. */
  ofLent(method: unknown): unknown {
    return method === Array.from || method === Array.of ? method : this.ofFunction(method);
  }

  /** What to call a method of in place of an object: not where the program has put a method there. */
  ofNamespace(object: unknown, name: string): unknown {
    const versions = this.#namespaces.get(object);
    const original = versions?.originals.get(name);
    if (!versions || !original || (object as Record<string, unknown>)[name] !== original) return object;
    return versions.functions;
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

/** Those that look at nothing in what they are given. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['Promise_resolve', 'Promise_reject', 'Array_isArray', 'Array_of', 'Object_is', 'Object_getPrototypeOf'],
  ...['Reflect_getPrototypeOf', 'Reflect_construct', 'Number_isInteger', 'Number_isNaN', 'Number_isFinite'],
  ...['Number_isSafeInteger', 'Symbol_keyFor'],
]);

function functionsOf(host: object): [string, Callable][] {
  return Object.getOwnPropertyNames(host).flatMap((name): [string, Callable][] => {
    const value: unknown = Object.getOwnPropertyDescriptor(host, name)?.value;
    return typeof value === 'function' && name !== 'prototype' ? [[name, value as Callable]] : [];
  });
}
