const HOST_PROTOTYPES: ReadonlySet<object> = new Set(
  [
    ...[Object, Function, Array, String, Number, Boolean, Symbol, BigInt, RegExp, Date],
    ...[Error, TypeError, RangeError, SyntaxError, ReferenceError, URIError, EvalError, AggregateError],
    ...[Map, Set, WeakMap, WeakSet, Promise, ArrayBuffer, DataView, Object.getPrototypeOf(Uint8Array)],
    ...[Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array],
    ...[URL, URLSearchParams, Headers, FormData, Event, EventTarget, TextEncoder, TextDecoder],
  ].map(({ prototype }) => prototype as object),
);

const MORE_CLASSES: ReadonlySet<unknown> = new Set([Response, Request, Blob, CustomEvent]);

/** Whether a function is a class of the host's, which reads what it is given. */
export function isHostClass(value: unknown): boolean {
  return (
    typeof value === 'function' && (MORE_CLASSES.has(value) || HOST_PROTOTYPES.has(value.prototype as object))
  );
}

/** Whether an object is a prototype of the host's, which no release writes to. */
export function isInheritedFromHost(prototype: object): boolean {
  return HOST_PROTOTYPES.has(prototype);
}
