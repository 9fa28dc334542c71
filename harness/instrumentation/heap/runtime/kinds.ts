import { types } from 'node:util';
import { ELEMENTS } from './keys.ts';

/** Built-in objects whose contents are not properties. */
export type Kind =
  | 'array'
  | 'map'
  | 'set'
  | 'weak'
  | 'bytes'
  | 'date'
  | 'pattern'
  | 'url'
  | 'fields'
  | 'decoder'
  | 'iterator'
  | 'promise';

const prototypeOf = (object: object): object => Object.getPrototypeOf(object);
const BYTES = prototypeOf(Uint8Array.prototype);
const ITERATOR = prototypeOf(prototypeOf([].values()));
const GENERATOR = (function* () {})().constructor.prototype as object;
const ASYNC_GENERATOR = (async function* () {})().constructor.prototype as object;

/** What an object is; undefined for all whose contents are properties. */
export function kindOf(object: object): Kind | undefined {
  if (Array.isArray(object)) return 'array';
  if (typeof object === 'function' || prototypeOf(object) === Object.prototype) return undefined;
  if (object instanceof Promise) return 'promise';
  // What only inherits from one is none.
  if (object instanceof Map) return types.isMap(object) ? 'map' : undefined;
  if (object instanceof Set) return types.isSet(object) ? 'set' : undefined;
  if (object instanceof WeakMap || object instanceof WeakSet) return 'weak';
  if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) return 'bytes';
  if (object instanceof Date) return 'date';
  if (object instanceof RegExp) return types.isRegExp(object) ? 'pattern' : undefined;
  if (object instanceof URL || object instanceof URLSearchParams) return 'url';
  if (object instanceof Headers || object instanceof FormData) return 'fields';
  if (object instanceof TextDecoder) return 'decoder';
  return inherits(object, ITERATOR) || inherits(object, ASYNC_GENERATOR) ? 'iterator' : undefined;
}

interface Methods {
  readonly prototypes: readonly object[];
  /** Those that change the object; every other one only looks at it. */
  readonly mutators: ReadonlySet<string>;
}

const METHODS: Readonly<Record<Kind, Methods>> = {
  array: {
    prototypes: [Array.prototype],
    mutators: new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']),
  },
  map: { prototypes: [Map.prototype], mutators: new Set(['set', 'delete', 'clear']) },
  set: { prototypes: [Set.prototype], mutators: new Set(['add', 'delete', 'clear']) },
  weak: { prototypes: [WeakMap.prototype, WeakSet.prototype], mutators: new Set(['set', 'add', 'delete']) },
  bytes: {
    prototypes: [BYTES, DataView.prototype, ArrayBuffer.prototype],
    mutators: new Set([
      ...['fill', 'sort', 'reverse', 'copyWithin', 'set', 'resize', 'transfer', 'transferToFixedLength'],
      ...methodsOf(DataView.prototype).filter((name) => name.startsWith('set')),
    ]),
  },
  date: {
    prototypes: [Date.prototype],
    mutators: new Set(methodsOf(Date.prototype).filter((name) => name.startsWith('set'))),
  },
  // Matching with a global or sticky pattern moves its `lastIndex`.
  pattern: { prototypes: [RegExp.prototype], mutators: new Set(['exec', 'test', 'compile']) },
  url: {
    prototypes: [URL.prototype, URLSearchParams.prototype],
    mutators: new Set(['append', 'set', 'delete', 'sort']),
  },
  fields: {
    prototypes: [Headers.prototype, FormData.prototype],
    mutators: new Set(['append', 'set', 'delete']),
  },
  // Decoding a part of a stream leaves the beginning of a character behind.
  decoder: { prototypes: [TextDecoder.prototype], mutators: new Set(['decode']) },
  iterator: {
    prototypes: [ITERATOR, GENERATOR, ASYNC_GENERATOR],
    mutators: new Set([ITERATOR, GENERATOR, ASYNC_GENERATOR].flatMap(methodsOf)),
  },
  promise: { prototypes: [Promise.prototype], mutators: new Set(['then', 'catch', 'finally']) },
};

/** Methods of text that a pattern takes part in, which moves its `lastIndex`. */
export const PATTERN_TAKERS: ReadonlySet<string> = new Set([
  ...['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'],
]);

/** Those of them that call a function for what is to be put in place of each match. */
export const REPLACING: ReadonlySet<string> = new Set(['replace', 'replaceAll']);

/** Names of all methods of built-in objects that look at or change their contents. */
export const CONTENT_METHODS: ReadonlySet<string> = new Set([
  ...Object.values(METHODS).flatMap(({ prototypes }) => prototypes.flatMap(methodsOf)),
  ...PATTERN_TAKERS,
]);

/** Methods that make an iterator, which goes on reading what it was made of. */
export const ITERATOR_MAKERS: ReadonlySet<string> = new Set(['keys', 'values', 'entries']);

/** Whether an iterator of the host reads an object at each turn, as opposed to a text or code of the program. */
export function readsSource(iterator: object): boolean {
  return SOURCED.some((prototype) => inherits(iterator, prototype));
}

const SOURCED: readonly object[] = [
  ...[[].values(), new Map().values(), new Set().values()],
  ...[new URLSearchParams().values(), new Headers().values(), new FormData().values()],
].map(prototypeOf);

/** Methods under symbols do what these do. */
const SYMBOL_METHODS: Partial<Record<Kind, string>> = { pattern: 'exec', date: 'valueOf', iterator: 'next' };

const HOST_ITERATORS = [...SOURCED, prototypeOf(''[Symbol.iterator]()), prototypeOf(''.matchAll(/a/g))];

/** What each method of a built-in object is called, and of what kind that is. */
export const HOST_METHODS: ReadonlyMap<unknown, { readonly kind: Kind; readonly name: string }> = new Map(
  (Object.keys(METHODS) as Kind[]).flatMap((kind) =>
    [...METHODS[kind].prototypes, ...(kind === 'iterator' ? HOST_ITERATORS : [])].flatMap((prototype) =>
      Reflect.ownKeys(prototype).flatMap((key): [unknown, { kind: Kind; name: string }][] => {
        const method: unknown = Object.getOwnPropertyDescriptor(prototype, key)?.value;
        const name = typeof key === 'string' ? key : (SYMBOL_METHODS[kind] ?? 'values');
        return typeof method === 'function' && key !== 'constructor' ? [[method, { kind, name }]] : [];
      }),
    ),
  ),
);

/** Properties that show what a built-in object contains. */
export const CONTENT_PROPERTIES: ReadonlySet<string> = new Set(['length', 'size', 'lastIndex']);

/** Properties of a URL, which are all views of one text. */
export const URL_PROPERTIES: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(URL.prototype).filter((name) => !methodsOf(URL.prototype).includes(name)),
);

/** Whether a property of a built-in object turns what it is set to into a primitive. */
export function convertsSet(key: PropertyKey, kindOf: () => Kind | undefined): boolean {
  if (key === ELEMENTS) return kindOf() === 'bytes';
  if (key === 'length') return kindOf() === 'array';
  return typeof key === 'string' && URL_PROPERTIES.has(key) && kindOf() === 'url';
}

/** Methods that make a new array. */
export const ARRAY_MAKERS: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'slice', 'concat', 'splice', 'flat', 'flatMap', 'split', 'match'],
  ...['toSorted', 'toReversed', 'toSpliced', 'with'],
]);

/** Methods of arrays that turn their elements into text. */
export const JOINING: ReadonlySet<string> = new Set([
  'join',
  'toString',
  'toLocaleString',
  'sort',
  'toSorted',
]);

/** Methods of arrays that turn what they are given into numbers or text, as a place or a separator. */
export const POSITION_TAKERS: ReadonlySet<string> = new Set([
  ...['at', 'slice', 'splice', 'join', 'flat', 'includes', 'indexOf', 'lastIndexOf', 'copyWithin', 'fill'],
  ...['with', 'toSpliced'],
]);

/** Methods that call a function for each entry, with a `this` of the caller's. */
export const CALLING: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'flatMap', 'forEach', 'some', 'every'],
  ...['find', 'findIndex', 'findLast', 'findLastIndex'],
]);

/** Methods of text, which turn what they are called on into text, with their names. */
export const TEXT_FUNCTIONS: ReadonlyMap<unknown, string> = new Map(
  Object.entries(Object.getOwnPropertyDescriptors(String.prototype)).map(([name, { value }]) => [
    value as unknown,
    name,
  ]),
);

/** Whether methods of objects of a kind look at what they are given, as opposed to keeping it. */
export function looksAtArguments(kind: Kind | undefined): boolean {
  return kind !== undefined && LOOKING.has(kind);
}

const LOOKING: ReadonlySet<Kind> = new Set(['bytes', 'date', 'pattern', 'url', 'fields', 'decoder']);

/** Whether a method changes objects of a kind. */
export function isMutator(kind: Kind, name: string): boolean {
  return METHODS[kind].mutators.has(name);
}

/** Whether objects of a kind inherit a method of this name. */
export function hasMethod(kind: Kind, name: string): boolean {
  return METHODS[kind].prototypes.some((prototype) => Object.hasOwn(prototype, name));
}

function methodsOf(prototype: object): string[] {
  return Object.getOwnPropertyNames(prototype).filter(
    (name) =>
      name !== 'constructor' && typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function',
  );
}

function inherits(object: object, prototype: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, object);
}
