import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { ARRAY_MAKERS, CONTENT_METHODS } from '../runtime/kinds.ts';
import { assign, type Context, copy, type Handlers, isSimple } from './context.ts';
import { followedFunction, followRead } from './members.ts';
import { stored } from './promises.ts';

/** Calls: of methods of collections, of functions of the host, and of all others. */
export const callHandlers: Handlers = {
  CallExpression: (node, context) => {
    const { callee } = node;
    if (t.isSuper(callee)) {
      visitArguments(node, context);
      return context.hook('bear', node);
    }
    const combinator = combinatorOf(callee, context);
    if (combinator !== undefined && node.arguments.length === 1 && t.isExpression(node.arguments[0])) {
      return context.hook('combine', t.stringLiteral(combinator), context.visitExpression(node.arguments[0]));
    }
    const followed = followedFunction(callee, context);
    if (t.isMemberExpression(callee) && !t.isSuper(callee.object) && !followed) {
      return callMember(node, callee, context);
    }
    node.callee = context.visit(callee) as t.Expression;
    visitArguments(node, context, followed ? undefined : hostRead(callee, context));
    return node;
  },
};

/** Methods that look at which properties an object has. */
const WHOLE_READERS: ReadonlySet<string> = new Set(['hasOwnProperty', 'propertyIsEnumerable']);

/** Globals whose functions do not look into the objects that they are given. */
const INCURIOUS: ReadonlySet<string> = new Set([
  ...['Promise', 'Math', 'Number', 'Symbol', 'BigInt', 'console', 'queueMicrotask'],
  ...['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'parseInt', 'parseFloat', 'isNaN'],
]);

const COMBINATORS: ReadonlySet<string> = new Set(['all', 'allSettled', 'any', 'race']);

/**
 * Visits the arguments of a call: promises among them become known.
 * @param read what the called function reads of each
 */
export function visitArguments(
  node: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
  context: Context,
  read?: 'deep' | 'whole',
): void {
  node.arguments = node.arguments.map((argument) => {
    const visited = context.visit(argument);
    if (!t.isExpression(visited)) return visited as typeof argument;
    const known = stored(argument, visited, context);
    return read && !t.isLiteral(visited) && !t.isFunction(visited) ? context.hook(read, known) : known;
  });
}

/** How deep a call reads the objects that it is given, if it is one of the host's functions. */
export function hostRead(callee: t.Node, { facts }: Context): 'deep' | undefined {
  let root = callee;
  while (t.isMemberExpression(root)) root = root.object;
  return t.isIdentifier(root) && facts.globals.has(root) && !INCURIOUS.has(root.name) ? 'deep' : undefined;
}

/** `object.name(...)`. */
function callMember(node: t.CallExpression, callee: t.MemberExpression, context: Context): t.Expression {
  const name = nameOf(callee.property, callee.computed);
  const borrowed = borrowedMethod(callee);
  const read =
    borrowed === undefined && name !== 'concat' && name !== 'apply' ? hostRead(callee, context) : 'whole';
  const makesCollection = (name === 'from' || name === 'of') && context.facts.globals.has(callee.object);
  const isLate = node.arguments.some((argument) => context.facts.suspending.has(argument));
  const again = isSimple(callee.object) ? copy(callee.object) : undefined;

  callee.object = context.visitExpression(callee.object as t.Expression);
  if (name !== undefined && WHOLE_READERS.has(name)) callee.object = context.hook('whole', callee.object);
  followRead(callee, context, { called: true });
  visitArguments(node, context, read);
  if (makesCollection) return context.hook('bear', node);
  if (borrowed !== undefined && t.isExpression(node.arguments[0])) {
    node.arguments[0] = context.hook('content', node.arguments[0], t.stringLiteral(borrowed));
  }
  if (name === undefined || !CONTENT_METHODS.has(name)) return node;
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
  const [first] = node.arguments;
  if (isLate) {
    const list = t.arrayExpression(node.arguments as (t.Expression | t.SpreadElement)[]);
    return context.hook('callMethod', object, t.stringLiteral(name), list);
  }
  if (t.isExpression(first)) {
    if (!again) callee.object = assign(context.object, object);
    node.arguments[0] = context.hook('argument', again ?? context.object, t.stringLiteral(name), first);
  } else {
    callee.object = context.hook('content', object, t.stringLiteral(name));
  }
  return node;
}

/** The name of a method that is called on another object, as in `Array.prototype.slice.call(object)`. */
function borrowedMethod({ object, property }: t.MemberExpression): string | undefined {
  if (!t.isIdentifier(property, { name: 'call' }) && !t.isIdentifier(property, { name: 'apply' }))
    return undefined;
  if (!t.isMemberExpression(object)) return undefined;
  const name = nameOf(object.property, object.computed);
  return name !== undefined && (CONTENT_METHODS.has(name) || WHOLE_READERS.has(name)) ? name : undefined;
}

function combinatorOf(callee: t.Node, { facts }: Context): string | undefined {
  if (!t.isMemberExpression(callee) || !facts.globals.has(callee.object)) return undefined;
  const name = nameOf(callee.property, callee.computed);
  const isPromise = t.isIdentifier(callee.object, { name: 'Promise' });
  return isPromise && name !== undefined && COMBINATORS.has(name) ? name : undefined;
}
