import { isObject } from '../../objects.ts';

/** Classes of the web whose functions are not found among the properties of the global object without loading them. */
const WEB_CLASSES: readonly object[] = [
  ...[
    Response,
    Request,
    Headers,
    FormData,
    Blob,
    File,
    URL,
    URLSearchParams,
    Event,
    EventTarget,
    CustomEvent,
  ],
  ...[TextEncoder, TextDecoder, AbortController, AbortSignal, DOMException],
];

const GENERATORS = [function* () {}, async function* () {}].map(
  (make) => make.constructor.prototype as object,
);

const ITERATORS = [
  ...[[].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), ''.matchAll(/a/g)],
  ...[new URLSearchParams().values(), new Headers().values(), new FormData().values()],
].map((iterator) => Object.getPrototypeOf(iterator) as object);

/** What belongs to the process that a search runs in, and not to the language. */
const OF_PROCESS: ReadonlySet<string> = new Set(['global', 'globalThis', 'process', 'console', 'Buffer']);

/** Functions of the host that do not look at what they are given. */
const INCURIOUS: ReadonlySet<string> = new Set([
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
  ...['queueMicrotask', 'eval', 'Function', 'Proxy'],
]);

/**
 * All that the language and the web have for programs, found by looking: so it makes no difference which function of
 * the host a program calls, and under which name.
 */
interface Found {
  /** Setters of properties, which change what they are called on. */
  readonly setters: Set<unknown>;
  readonly functions: Set<unknown>;
  readonly prototypes: Set<object>;
}

const found = find();

/** Functions, methods and accessors of the host. */
export const HOST_FUNCTIONS: ReadonlySet<unknown> = found.functions;

/** Those of them that set a property. */
export const HOST_SETTERS: ReadonlySet<unknown> = found.setters;

/** What objects of the host inherit from. */
export const HOST_PROTOTYPES: ReadonlySet<object> = found.prototypes;

function find(): Found {
  const all: Found = { setters: new Set(), functions: new Set(), prototypes: new Set() };
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
    if (!OF_PROCESS.has(name) && !INCURIOUS.has(name)) add(value, all);
  }
  for (const host of [...WEB_CLASSES, ...GENERATORS, ...ITERATORS]) add(host, all);
  return all;
}

/** Adds what a namespace, a class or a prototype has, and what it inherits. */
function add(host: unknown, all: Found): void {
  if (!isObject(host) || all.functions.has(host) || all.prototypes.has(host)) return;
  if (typeof host === 'function') all.functions.add(host);
  else all.prototypes.add(host);
  for (const key of Reflect.ownKeys(host)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(host, key) ?? {};
    for (const part of [value, get, set]) if (typeof part === 'function') add(part, all);
    if (set) all.setters.add(set);
    if (key === 'prototype') add(value, all);
  }
  add(Object.getPrototypeOf(host), all);
}
