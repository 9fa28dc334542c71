import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { HOST_FUNCTION_NAMES } from '../runtime/host-versions.ts';
import {
  ARRAY_MAKERS,
  CONTENT_METHODS,
  ITERATOR_MAKERS,
  PATTERN_TAKERS,
  REPLACING,
} from '../runtime/kinds.ts';
import { assign, type Context, copy, type Handlers, isSimple, type Reading } from './context.ts';
import { primitive } from './conversions.ts';
import { followedFunction, followRead } from './members.ts';
import { stored } from './promises.ts';

/** Calls: of methods of collections, of functions of the host, and of all others. */
export const callHandlers: Handlers = {
  CallExpression: (node, context) => {
    const { callee } = node;
    if (t.isSuper(callee)) {
      if (context.superClass) tellOfGiven(node, context.superClass, context);
      else visitArguments(node, context, context.superRead);
      return context.hook('bearDerived', node, t.metaProperty(t.identifier('new'), t.identifier('target')));
    }
    const combinator = combinatorOf(callee, context);
    if (combinator !== undefined && node.arguments.length === 1 && t.isExpression(node.arguments[0])) {
      return context.hook('combine', t.stringLiteral(combinator), context.visitExpression(node.arguments[0]));
    }
    const computed = computedCallee(callee);
    if (computed) return callComputed(node, computed, context);
    const followed = followedFunction(callee, context);
    const [first] = node.arguments;
    if (followed === 'Reflect_apply' && t.isExpression(first)) return applyMethod(node, first, context);
    if (t.isMemberExpression(callee) && !t.isSuper(callee.object) && !followed) {
      return callMember(node, callee, context);
    }
    if (t.isIdentifier(callee, { name: 'structuredClone' }) && node.arguments.length > 1) {
      context.facts.notes.add('`structuredClone` that transfers what it is given');
    }
    if (t.isMemberExpression(callee) && t.isSuper(callee.object)) return callSuper(node, callee, context);
    const given = node.arguments.some(mayBeObject);
    const read = followed ? undefined : hostRead(callee, context);
    node.callee = context.visit(callee) as t.Expression;
    // A function of the host may go by another name.
    if (
      given &&
      !followed &&
      !context.facts.globals.has(callee) &&
      !t.isImport(callee) &&
      isReference(callee)
    ) {
      node.callee = context.hook('hostFunction', node.callee as t.Expression);
    }
    visitArguments(node, context, read);
    return node;
  },
};

/** Whether a callee only names a function; one that stands there is the program's. */
export function isReference(callee: t.Node): boolean {
  if (t.isSequenceExpression(callee)) return isReference(callee.expressions.at(-1) ?? callee);
  return !t.isFunction(callee) && !t.isSuper(callee) && !t.isV8IntrinsicIdentifier(callee);
}

export function mayBeObject(argument: t.Node): boolean {
  return !t.isFunction(argument) && (!t.isLiteral(argument) || t.isRegExpLiteral(argument));
}

/** Methods that look at which properties an object has. */
const WHOLE_READERS: ReadonlySet<string> = new Set(['hasOwnProperty', 'propertyIsEnumerable']);

/** Globals whose functions do not look at the objects that they are given. */
const INCURIOUS: ReadonlySet<string> = new Set([
  ...['Promise', 'queueMicrotask', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'],
]);

/** Globals whose functions turn what they are given into primitives. */
const CONVERTING: ReadonlySet<string> = new Set([
  ...['Math', 'Number', 'Symbol', 'BigInt', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'String'],
]);

/** Methods of the host that fill the bytes that they are given. */
const FILLING: ReadonlySet<string> = new Set(['getRandomValues', 'encodeInto']);

/** Functions that make a list of what they are given. */
const MAKERS: ReadonlySet<string> = new Set(['from', 'of']);

/** Methods of text that arrays and the like do not have. */
const TEXT_METHODS: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(String.prototype).filter((name) => !CONTENT_METHODS.has(name)),
);

/** Methods of numbers that text does not have, and that which is given a base. */
const NUMBER_METHODS: ReadonlySet<string> = new Set(['toFixed', 'toPrecision', 'toExponential', 'toString']);

/** Methods that are given languages and options. */
const LOCALE_METHODS: ReadonlySet<string> = new Set([
  ...['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  ...['toLocaleLowerCase', 'toLocaleUpperCase'],
]);

/** Methods that use up the body of a request or response. */
const BODY_READERS: ReadonlySet<string> = new Set([
  ...['json', 'text', 'arrayBuffer', 'blob', 'formData', 'clone'],
]);

const COMBINATORS: ReadonlySet<string> = new Set(['all', 'allSettled', 'any', 'race']);

/**
 * Visits the arguments of a call: promises among them become known.
 * @param read what the called function reads of each
 */
export function visitArguments(
  node: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
  context: Context,
  read?: Reading,
): void {
  node.arguments = node.arguments.map((argument) => {
    if (t.isSpreadElement(argument) && read && read !== 'fill') {
      const list = context.visitExpression(argument.argument);
      return t.spreadElement(context.hook('spreadTo', list));
    }
    const visited = context.visit(argument);
    if (!t.isExpression(visited)) return visited as typeof argument;
    const known = stored(argument, visited, context);
    if (!read || t.isLiteral(visited) || t.isFunction(visited)) return known;
    return read === 'primitive' ? primitive(known, context) : context.hook(read, known);
  });
}

/** Classes of the host that go through what they are given. */
export const ITERATING = /^((Weak)?(Map|Set)|.*Array|URLSearchParams|Headers|AggregateError|Blob)$/;

/** A class that may be one of the host is given something: what it goes through is followed. */
export function tellOfGiven(
  node: t.CallExpression | t.NewExpression,
  Class: t.Identifier,
  context: Context,
): void {
  node.arguments = node.arguments.map((argument) => {
    if (t.isSpreadElement(argument)) {
      const list = context.visitExpression(argument.argument);
      return t.spreadElement(context.hook('givenAll', copy(Class), list));
    }
    const value = stored(argument, context.visit(argument) as t.Expression, context);
    return mayBeObject(argument) ? context.hook('given', copy(Class), value) : value;
  });
}

/** Names of classes of lists of numbers, and of views of bytes. */
export const VIEWS = /^(DataView|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)$/;

/** How deep a call reads the objects that it is given, if it is one of the host's functions. */
export function hostRead(callee: t.Node, { facts }: Context): Reading | undefined {
  let root: t.Node = t.isSequenceExpression(callee) ? (callee.expressions.at(-1) ?? callee) : callee;
  while (t.isMemberExpression(root)) root = root.object;
  if (!t.isIdentifier(root) || !facts.globals.has(root) || INCURIOUS.has(root.name)) return undefined;
  // What `String.raw` is given has the pieces of the text in it.
  const isRaw = t.isMemberExpression(callee) && nameOf(callee.property, callee.computed) === 'raw';
  return CONVERTING.has(root.name) && !isRaw ? 'primitive' : 'deep';
}

/** `object.name(...)`. */
function callMember(node: t.CallExpression, callee: t.MemberExpression, context: Context): t.Expression {
  const name = nameOf(callee.property, callee.computed);
  if (name === 'call' || name === 'apply') return lendMethod(node, callee, name, context);
  const read = readBy(callee, name, context);
  if (name === 'bind' && node.arguments.length > 0) return bindMethod(node, callee, context);
  const makesCollection = name !== undefined && MAKERS.has(name) && context.facts.globals.has(callee.object);
  const isLate = node.arguments.some((argument) => context.facts.suspending.has(argument));
  const isText = name !== undefined && TEXT_METHODS.has(name);
  const isGlobal = context.facts.globals.has(callee.object);
  const isOfNumbers = isGlobal && t.isIdentifier(callee.object) && VIEWS.test(callee.object.name);
  const mayBeHost = (!isGlobal || isOfNumbers) && name !== undefined && HOST_FUNCTION_NAMES.has(name);
  const again = isSimple(callee.object) ? copy(callee.object) : undefined;

  callee.object = context.visitExpression(callee.object as t.Expression);
  if (isText && !isLate) callee.object = context.hook('boxed', callee.object);
  if (name !== undefined && BODY_READERS.has(name)) callee.object = context.hook('body', callee.object);
  if (name !== undefined && WHOLE_READERS.has(name)) callee.object = context.hook('whole', callee.object);
  followRead(callee, context, { called: true });
  if (mayBeHost && (MAKERS.has(name ?? '') || node.arguments.some(mayBeObject))) {
    callee.object = context.hook('hostObject', callee.object as t.Expression, t.stringLiteral(name));
  }
  visitArguments(node, context, mayBeHost && isOfNumbers ? undefined : read);
  if (makesCollection) return context.hook('bear', node);
  if (name === undefined || !(CONTENT_METHODS.has(name) || (isText && isLate))) return node;
  const call = callContent(node, callee, { name, again, isLate, context });
  return ARRAY_MAKERS.has(name) ? context.hook('bearArray', call) : call;
}

/**
 * A call of what may be a method of a collection, which reads or changes the contents when all arguments have been
 * evaluated, and perhaps only the entry that the first argument names.
 */
function callContent(
  node: t.CallExpression,
  callee: t.MemberExpression,
  call: {
    readonly name: string;
    /** The object again, if that is simple. */
    readonly again: t.Expression | undefined;
    /** Whether steps pass while arguments are evaluated. */
    readonly isLate: boolean;
    readonly context: Context;
  },
): t.Expression {
  const { name, again, isLate, context } = call;
  const object = callee.object as t.Expression;
  const [first, ...later] = node.arguments;
  // What a list of arguments holds shows when it is spread.
  const isSpread = node.arguments.some((argument) => t.isSpreadElement(argument));
  if (isLate || isSpread || ITERATOR_MAKERS.has(name)) {
    // The method is looked up before the arguments are evaluated.
    const receiver = context.local();
    const method = context.local();
    return t.sequenceExpression([
      assign(receiver, object),
      assign(method, t.memberExpression(receiver, callee.property, callee.computed)),
      context.hook('callMethod', receiver, t.stringLiteral(name), argumentList(node), method),
    ]);
  }
  if (t.isExpression(first)) {
    const isLookedAt = (argument: t.Node): argument is t.Expression =>
      t.isExpression(argument) && (mayBeObject(argument) || (REPLACING.has(name) && t.isFunction(argument)));
    const looksLater = later.some(isLookedAt);
    const receiver = again ?? (looksLater ? context.local() : context.object);
    if (!again) callee.object = assign(receiver as t.Identifier, object);
    node.arguments[0] = context.hook('argument', receiver, t.stringLiteral(name), first);
    for (const [index, argument] of later.entries()) {
      if (!isLookedAt(argument)) continue;
      node.arguments[index + 1] = context.hook(
        'laterArgument',
        copy(receiver),
        t.stringLiteral(name),
        argument,
      );
    }
  } else {
    callee.object = context.hook('content', object, t.stringLiteral(name));
  }
  return node;
}

function readBy(callee: t.MemberExpression, name: string | undefined, context: Context): Reading | undefined {
  if (name === 'concat') return 'whole';
  if (name !== undefined && FILLING.has(name)) return 'fill';
  if (name !== undefined && LOCALE_METHODS.has(name)) return 'deep';
  const takesText =
    name !== undefined &&
    (TEXT_METHODS.has(name) ||
      PATTERN_TAKERS.has(name) ||
      NUMBER_METHODS.has(name) ||
      WHOLE_READERS.has(name));
  return hostRead(callee, context) ?? (takesText ? 'primitive' : undefined);
}

/** `object.method.call(receiver, ...)`, and the same with `apply`. */
function lendMethod(
  node: t.CallExpression,
  callee: t.MemberExpression,
  how: 'call' | 'apply',
  context: Context,
): t.Expression {
  const { notes, suspending } = context.facts;
  if (node.arguments.some((argument) => suspending.has(argument))) {
    notes.add('`call` or `apply` with `await` in its arguments');
  }
  callee.object = visitMethod(callee.object as t.Expression, context);
  visitArguments(node, context);
  const [first, ...rest] = node.arguments;
  if (t.isSpreadElement(first)) notes.add('`call` or `apply` with a list in place of the receiver');
  const method = context.local();
  if (t.isExpression(first)) {
    callee.object = assign(method, context.hook('lentFunction', callee.object as t.Expression));
  }
  // The program may have given the function another `call`.
  followRead(callee, context, { called: true });
  if (!t.isExpression(first)) return node;
  // Which entry of a collection a method touches, its first argument says.
  const saysMore = t.isExpression(rest[0]);
  if (!saysMore) {
    node.arguments[0] = context.hook('receiver', copy(method), first);
    return context.hook('lent', node);
  }
  const receiver = context.local();
  const follows = t.booleanLiteral(true);
  node.arguments = [
    context.hook('receiver', copy(method), assign(receiver, first), follows),
    ...rest.map((argument, index) => {
      if (!t.isExpression(argument) || (index > 0 && !mayBeObject(argument))) return argument;
      const hook = how === 'apply' ? 'lentList' : index === 0 ? 'lentArgument' : 'lentLater';
      return context.hook(hook, copy(method), copy(receiver), argument);
    }),
  ];
  return context.hook('lent', node);
}

/** `object.method.bind(receiver)`. */
function bindMethod(node: t.CallExpression, callee: t.MemberExpression, context: Context): t.Expression {
  callee.object = visitMethod(callee.object as t.Expression, context);
  // The program may have given the function another `bind`.
  const { object } = followRead(callee, context, { called: true });
  visitArguments(node, context);
  return context.hook('bind', object as t.Expression, argumentList(node));
}

/** A function that is about to be called on another object. */
function visitMethod(method: t.Expression, context: Context): t.Expression {
  if (!t.isMemberExpression(method) || t.isSuper(method.object) || followedFunction(method, context)) {
    return context.visitExpression(method);
  }
  method.object = context.visitExpression(method.object);
  return followRead(method, context, { called: true });
}

/** A callee that is `object[key]`. */
function computedCallee(callee: t.Node): t.MemberExpression | undefined {
  const isIt =
    t.isMemberExpression(callee, { computed: true }) &&
    !t.isSuper(callee.object) &&
    nameOf(callee.property, true) === undefined;
  return isIt ? callee : undefined;
}

/** `object[key](...)`: which method it is shows only when it has been looked up. */
function callComputed(node: t.CallExpression, callee: t.MemberExpression, context: Context): t.Expression {
  const read = hostRead(callee, context);
  const object = context.visitExpression(callee.object as t.Expression);
  const key = context.visitExpression(callee.property as t.Expression);
  visitArguments(node, context, read);
  const method = context.hook('lookUp', context.object, key);
  return context.hook('invoke', assign(context.object, object), method, argumentList(node));
}

/** `super.name(...)`, which may be a method of a built-in object. */
function callSuper(node: t.CallExpression, callee: t.MemberExpression, context: Context): t.Expression {
  const method = context.visitExpression(callee);
  visitArguments(node, context);
  return context.hook('invoke', t.thisExpression(), method, argumentList(node));
}

/** `Reflect.apply(object.method, ...)`: the method is not taken but called. */
function applyMethod(node: t.CallExpression, method: t.Expression, context: Context): t.Expression {
  const [, ...rest] = node.arguments;
  const visited = visitMethod(method, context);
  node.arguments = rest;
  visitArguments(node, context);
  node.arguments.unshift(visited);
  node.callee = context.hookReference('Reflect_apply');
  return node;
}

/** The arguments of a call, which have been visited, as a list. */
function argumentList({ arguments: args }: t.CallExpression): t.ArrayExpression {
  return t.arrayExpression(args as (t.Expression | t.SpreadElement)[]);
}

function combinatorOf(callee: t.Node, { facts }: Context): string | undefined {
  if (!t.isMemberExpression(callee) || !facts.globals.has(callee.object)) return undefined;
  const name = nameOf(callee.property, callee.computed);
  const isPromise = t.isIdentifier(callee.object, { name: 'Promise' });
  return isPromise && name !== undefined && COMBINATORS.has(name) ? name : undefined;
}
