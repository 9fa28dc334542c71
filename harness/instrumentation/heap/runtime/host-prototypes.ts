import { HOST_FUNCTIONS, HOST_PROTOTYPES } from './functions-of-host.ts';

/** Whether a function is a class of the host's, which reads what it is given. */
export function isHostClass(value: unknown): boolean {
  return HOST_FUNCTIONS.has(value) && Object.hasOwn(value as object, 'prototype');
}

/** Whether an object is a prototype of the host's, which no release writes to. */
export function isInheritedFromHost(prototype: object): boolean {
  return HOST_PROTOTYPES.has(prototype);
}
