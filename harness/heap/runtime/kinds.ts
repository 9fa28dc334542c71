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
  | 'iterator'
  | 'promise';

const prototypeOf = (object: object): object => Object.getPrototypeOf(object);
const BYTES = prototypeOf(Uint8Array.prototype);
const ITERATOR = prototypeOf(prototypeOf([].values()));
const GENERATOR = prototypeOf((function* () {})().constructor.prototype);
const ASYNC_GENERATOR = (async function* () {})().constructor.prototype as object;

/** What an object is; undefined for all whose contents are properties. */
export function kindOf(object: object): Kind | undefined {
  if (Array.isArray(object)) return 'array';
  if (typeof object === 'function' || prototypeOf(object) === Object.prototype) return undefined;
  if (object instanceof Promise) return 'promise';
  if (object instanceof Map) return 'map';
  if (object instanceof Set) return 'set';
  if (object instanceof WeakMap || object instanceof WeakSet) return 'weak';
  if (ArrayBuffer.isView(object)) return 'bytes';
  if (object instanceof Date) return 'date';
  if (object instanceof RegExp) return 'pattern';
  if (object instanceof URL || object instanceof URLSearchParams) return 'url';
  if (object instanceof Headers || object instanceof FormData) return 'fields';
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
    prototypes: [BYTES, DataView.prototype],
    mutators: new Set([
      ...['fill', 'sort', 'reverse', 'copyWithin', 'set'],
      ...methodsOf(DataView.prototype).filter((name) => name.startsWith('set')),
    ]),
  },
  date: {
    prototypes: [Date.prototype],
    mutators: new Set(methodsOf(Date.prototype).filter((name) => name.startsWith('set'))),
  },
  // Matching with a global or sticky pattern moves its `lastIndex`.
  pattern: { prototypes: [RegExp.prototype], mutators: new Set(['exec', 'test']) },
  url: {
    prototypes: [URL.prototype, URLSearchParams.prototype],
    mutators: new Set(['append', 'set', 'delete', 'sort']),
  },
  fields: {
    prototypes: [Headers.prototype, FormData.prototype],
    mutators: new Set(['append', 'set', 'delete']),
  },
  iterator: {
    prototypes: [ITERATOR, GENERATOR, ASYNC_GENERATOR],
    mutators: new Set([ITERATOR, GENERATOR, ASYNC_GENERATOR].flatMap(methodsOf)),
  },
  promise: { prototypes: [Promise.prototype], mutators: new Set(['then', 'catch', 'finally']) },
};

/** Names of all methods of built-in objects that look at or change their contents. */
export const CONTENT_METHODS: ReadonlySet<string> = new Set(
  Object.values(METHODS).flatMap(({ prototypes }) => prototypes.flatMap(methodsOf)),
);

/** Properties that show what a built-in object contains. */
export const CONTENT_PROPERTIES: ReadonlySet<string> = new Set(['length', 'size', 'lastIndex']);

/** Properties of a URL, which are all views of one text. */
export const URL_PROPERTIES: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(URL.prototype).filter((name) => !methodsOf(URL.prototype).includes(name)),
);

/** Methods that make a new array. */
export const ARRAY_MAKERS: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'slice', 'concat', 'splice', 'flat', 'flatMap', 'split', 'match'],
  ...['toSorted', 'toReversed', 'toSpliced', 'with'],
]);

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
