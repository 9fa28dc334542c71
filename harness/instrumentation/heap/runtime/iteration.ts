import { isObject } from '../../objects.ts';
import { descriptorOf } from './contents.ts';
import { HOST_FUNCTIONS } from './functions-of-host.ts';

/** Called for what happens while the host iterates over something. */
export interface Onlooker {
  /** An iterator of the program, or what it gives at a turn, before the host reads it. */
  readonly look: (object: unknown) => void;
  /** That an iterator of the program gives promises: what these give is not seen. */
  readonly wait: () => void;
  /** That a turn begins. */
  readonly turn?: () => void;
  /** Each value. */
  readonly value?: (value: unknown) => void;
}

interface AnyIterable {
  [Symbol.iterator]?(): AnyIterator;
  [Symbol.asyncIterator]?(): AnyIterator;
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/** Whether the host can iterate over an object. */
export function isIterable(value: object): boolean {
  return descriptorOf(value, Symbol.iterator) !== undefined;
}

/** Whether code of the program, other than that of a generator, is run by who iterates over an object. */
export function iteratesByProgram(value: object): boolean {
  if (Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype)
    return Object.hasOwn(value, Symbol.iterator);
  const make = descriptorOf(value, Symbol.iterator);
  if (make && !HOST_FUNCTIONS.has(make.value)) return true;
  // An iterator of the host gives itself.
  const next = descriptorOf(value, 'next');
  return next !== undefined && make !== undefined && !HOST_FUNCTIONS.has(next.value);
}

/**
 * The same to iterate over, with an onlooker. The host asks it for what it would have asked the original for, in the
 * same order.
 */
export function followed(iterable: object, onlooker: Onlooker): Iterable<unknown> & AsyncIterable<unknown> {
  const original = iterable as AnyIterable;
  const begin = (make: () => AnyIterator): AnyIterator =>
    passOn(Reflect.apply(make, iterable, []), original, make, onlooker);
  return {
    get [Symbol.iterator]() {
      const make = original[Symbol.iterator];
      return make && (() => begin(make));
    },
    get [Symbol.asyncIterator]() {
      const make = original[Symbol.asyncIterator];
      return make && (() => begin(make));
    },
  } as Iterable<unknown> & AsyncIterable<unknown>;
}

function passOn(
  iterator: AnyIterator,
  iterable: AnyIterable,
  make: unknown,
  { look, wait, turn, value: tell }: Onlooker,
): AnyIterator {
  if (!isObject(iterator)) return iterator;
  // Nobody else has one that the host has just made.
  const isShared = (iterator as object) === iterable || !HOST_FUNCTIONS.has(make);
  if (isShared) look(iterator);
  const { next } = iterator;
  const isOfProgram = !HOST_FUNCTIONS.has(next);
  const end = (name: 'return' | 'throw') => {
    const method = iterator[name];
    return (
      method && {
        value: (...args: unknown[]) => {
          if (isShared) look(iterator);
          return Reflect.apply(method, iterator, args) as unknown;
        },
      }
    );
  };
  return {
    next: (...args: unknown[]) => {
      turn?.();
      if (isShared) look(iterator);
      const result = Reflect.apply(next, iterator, args) as IteratorResult<unknown>;
      if (!isObject(result)) return result;
      if (result instanceof Promise && isOfProgram) wait();
      else if (isOfProgram) look(result);
      return tell ? told(result, tell) : result;
    },
    get return() {
      return end('return')?.value;
    },
    get throw() {
      return end('throw')?.value;
    },
  } as AnyIterator;
}

/** What an iterator gives at a turn, with its value told of. It is read once, as the host would. */
function told(result: IteratorResult<unknown>, tell: (value: unknown) => void): IteratorResult<unknown> {
  if (result.done) return { done: true, value: undefined };
  const { value } = result;
  tell(value);
  return { done: false, value };
}
