import { isObject } from '../../objects.ts';
import { dataOf, FUNCTION_METHODS } from './contents.ts';
import { HOST_FUNCTIONS, HOST_SETTERS } from './functions-of-host.ts';
import { MADE_BY_PROGRAM, OBJECT_METHODS, type Parts } from './host-functions.ts';
import { isHostClass } from './host-prototypes.ts';
import type { HostVersions } from './host-versions.ts';
import {
  ARRAY_MAKERS,
  CALLING,
  HOST_METHODS,
  ITERATOR_MAKERS,
  JOINING,
  looksAtArguments,
  PATTERN_TAKERS,
  POSITION_TAKERS,
  REPLACING,
  TEXT_FUNCTIONS,
} from './kinds.ts';

type Callable = (...args: unknown[]) => unknown;

/** Calls of methods, some of which are those of built-in objects. */
export function followCalls(
  { identities, contents, whole, recorder }: Parts,
  versions: HostVersions,
  deep: (value: unknown) => unknown,
) {
  /** Text is handed an object by a method of its own. */
  const takeAsText = (name: string, argument: object): void => {
    if (PATTERN_TAKERS.has(name) && argument instanceof RegExp) {
      lookAtPattern(argument);
      contents.match(argument);
    } else whole.readAsPrimitive(argument);
  };
  /** What matching reads of a pattern besides its text: where to begin, and methods of the program. */
  const lookAtPattern = (pattern: RegExp): void => {
    whole.readAsPrimitive(dataOf(pattern, 'lastIndex'));
    for (let at: object = pattern; at !== RegExp.prototype; at = Object.getPrototypeOf(at) as object) {
      if (Reflect.ownKeys(at).some((key) => key !== 'constructor' && Object.hasOwn(RegExp.prototype, key)))
        recorder.reportUntracked('a pattern with methods of its own');
    }
  };
  /** A method of what may be a built-in object is given an object. */
  const lookAt = (argument: object, object: unknown, name: string): void => {
    const looks = looksAtArguments(isObject(object) ? identities.kindOf(object) : undefined);
    if (looks || (POSITION_TAKERS.has(name) && Array.isArray(object))) whole.readAsPrimitive(argument);
    if (looks || name === 'concat') whole.readList(argument);
  };
  /** A method is about to be called, of what may be a built-in object. */
  const callContent = (object: object, name: string, args: readonly unknown[]): void => {
    if (object instanceof RegExp) lookAtPattern(object);
    contents.call(object, name, args);
    const [first] = args;
    if (isObject(first)) lookAt(first, object, name);
    if (Array.isArray(object)) {
      if (ARRAY_MAKERS.has(name)) lookAtMaker(object);
      if (JOINING.has(name)) whole.readAsPrimitive(object);
      else if (name === 'flat') whole.readDeep(object);
    } else if (object instanceof String || (object instanceof Error && name === 'toString'))
      whole.readAsPrimitive(object);
  };
  /** What to give a method in place of a function that it calls. */
  const callback = (object: unknown, name: string, map: unknown): unknown => {
    if (typeof map !== 'function') return map;
    if (!isObject(object)) return map;
    const kind = identities.kindOf(object);
    if (kind === undefined) return map;
    if (CALLING.has(name) || name === 'then') {
      const version = versions.ofFunction(map);
      if (version !== map) return version;
    }
    // It looks into the arrays that its function gives.
    if (name === 'flatMap') return telling(map as Callable, (list) => whole.read(list));
    const takesNumber = name === 'sort' || name === 'toSorted' || (kind === 'bytes' && name === 'map');
    return takesNumber ? telling(map as Callable, (result) => whole.readAsPrimitive(result)) : map;
  };
  /** What to give a method of text in place of a function that it calls, and whose results become text. */
  const replacer = (name: string, replace: unknown): unknown =>
    REPLACING.has(name) ? telling(replace as Callable, (result) => whole.readAsPrimitive(result)) : replace;
  /** A method is given an object after its first argument. */
  const lookAtNext = (argument: unknown, object: unknown, name: string): void => {
    if (!isObject(argument)) return;
    if (!isObject(object)) takeAsText(name, argument);
    else {
      lookAt(argument, object, name);
      // What a function that is called for each entry has as `this`.
      if (CALLING.has(name)) whole.read(argument);
    }
  };
  const lookAtGiven = (argument: unknown): void => {
    whole.readList(argument);
    if (isObject(argument)) whole.readAsPrimitive(argument);
  };
  /** What a method of arrays makes the new one of: the program may have put something else there. */
  const lookAtMaker = (list: object): void => {
    const isPlain = Object.getPrototypeOf(list) === Array.prototype && !Object.hasOwn(list, 'constructor');
    if (isPlain) return;
    const maker = dataOf(list, 'constructor');
    for (let at = maker; isObject(at) && !HOST_FUNCTIONS.has(at); at = Object.getPrototypeOf(at))
      whole.read(at);
    if (!isObject(maker) || Object.hasOwn(list, 'constructor')) recorder.reportUntracked(MADE_BY_PROGRAM);
  };
  /** A method of a built-in object is called on another one, which it takes for a list or for what it knows. */
  const lookAtBorrower = (method: unknown, receiver: unknown): void => {
    const borrowed = HOST_METHODS.get(method);
    if (borrowed?.kind === 'array' && !JOINING.has(borrowed.name)) whole.readList(receiver);
    else deep(receiver);
    if (receiver instanceof RegExp) lookAtPattern(receiver);
  };
  /** The name of a method of built-in objects, if it is called on one that has it. */
  const nameOn = (receiver: unknown, method: unknown): string | undefined => {
    if (!isObject(receiver)) return TEXT_FUNCTIONS.get(method);
    const borrowed = HOST_METHODS.get(method);
    return borrowed && identities.kindOf(receiver) === borrowed.kind ? borrowed.name : undefined;
  };
  /**
   * A function is about to be called that may be one of a built-in object.
   * @returns what to give it in place of its arguments
   */
  const lend = (method: unknown, receiver: unknown, args: readonly unknown[]): readonly unknown[] => {
    const name = nameOn(receiver, method);
    const [first, ...later] = args;
    if (name === undefined) {
      const isBorrowed = contents.lend(method, receiver, args);
      const text = TEXT_FUNCTIONS.get(method);
      if (text !== undefined) {
        whole.readAsPrimitive(receiver);
        for (const argument of args) if (isObject(argument)) takeAsText(text, argument);
      }
      if (isBorrowed) lookAtBorrower(method, receiver);
      if (OBJECT_METHODS.has(method)) {
        whole.read(receiver);
        if (method === Error.prototype.toString) deep(receiver);
        // The name of a property.
        whole.readAsPrimitive(first);
      }
      if (isBorrowed) for (const argument of args) lookAtGiven(argument);
      if (HOST_SETTERS.has(method)) recorder.reportForGood('a setter of the host is called by hand');
      if (method === Array.of && isObject(receiver) && receiver !== Array)
        recorder.reportForGood(MADE_BY_PROGRAM);
      if (text === undefined && !OBJECT_METHODS.has(method) && versions.isUnknown(method))
        for (const each of [receiver, ...args]) deep(each);
      return args;
    }
    if (isObject(receiver)) callContent(receiver, name, args.slice(0, 1));
    else if (isObject(first)) takeAsText(name, first);
    for (const argument of later) lookAtNext(argument, receiver, name);
    const given = callback(receiver, name, first);
    return given === first ? args : [given, ...later];
  };
  const lookAtLater = (method: unknown, receiver: unknown, argument: unknown): void => {
    const name = nameOn(receiver, method) ?? TEXT_FUNCTIONS.get(method);
    if (name !== undefined) lookAtNext(argument, receiver, name);
    else if (HOST_METHODS.has(method)) lookAtGiven(argument);
    else if (versions.isUnknown(method)) deep(argument);
  };
  /** A call of a function that has been looked up, where nothing says which one it is. */
  const invoke = (receiver: unknown, method: unknown, args: readonly unknown[]): unknown => {
    const given = lend(method, receiver, args);
    const result = apply(versions.ofLent(method), receiver, given, 'what is called');
    if (isObject(receiver)) contents.link(result, receiver);
    return result;
  };
  /** A call of a method that has been looked up, of what may be a built-in object. */
  const callMethod = (object: unknown, name: string, args: readonly unknown[], method: unknown): unknown => {
    const [first, ...later] = args;
    if (isObject(object)) callContent(object, name, args.slice(0, 1));
    else if (isObject(first)) takeAsText(name, first);
    for (const argument of later) lookAtNext(argument, object, name);
    const given = args.length === 0 ? args : [callback(object, name, first), ...later];
    const result = apply(method, object, given, name);
    if (isObject(object) && ITERATOR_MAKERS.has(name)) contents.link(result, object);
    return result;
  };
  /** A method of a built-in object keeps telling what it does when it is bound. */
  const bind = (method: Callable, [receiver, ...first]: readonly unknown[]): unknown => {
    const bound = method.bind(receiver, ...first) as Callable;
    const version = versions.ofLent(method) as Callable;
    if (version !== method) {
      const call = { [bound.name]: (...args: unknown[]) => version(...first, ...args) }[bound.name];
      return Object.defineProperty(call, 'length', { value: bound.length, configurable: true });
    }
    if (FUNCTION_METHODS.has(method)) contents.lend(method, receiver);
    if (!HOST_FUNCTIONS.has(method) || FUNCTION_METHODS.has(method)) return bound;
    if (isHostClass(method)) {
      recorder.reportForGood('a class of the host is bound');
      return bound;
    }
    const follow = {
      [bound.name]: (...args: unknown[]) => {
        const given = lend(method, receiver, [...first, ...args]);
        const result: unknown = Reflect.apply(method, receiver, given);
        if (isObject(receiver)) contents.link(result, receiver);
        return result;
      },
    }[bound.name];
    return Object.defineProperty(follow, 'length', { value: bound.length, configurable: true });
  };
  return { callContent, callMethod, callback, replacer, lookAt, takeAsText, bind, lend, lookAtLater, invoke };
}

/** A function of the program whose results the host looks at. */
export function telling(call: Callable, look: (result: unknown) => void): Callable {
  return function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(call, this, args);
    look(result);
    return result;
  };
}

/** A call, whatever the function inherits. What is no function fails as it would have. */
function apply(method: unknown, receiver: unknown, args: readonly unknown[], name: string): unknown {
  if (typeof method !== 'function') throw new TypeError(`${name} is not a function`);
  return Reflect.apply(method, receiver, args);
}
