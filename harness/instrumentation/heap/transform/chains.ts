import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { CONTENT_METHODS } from '../runtime/kinds.ts';
import { visitArguments } from './calls.ts';
import { assign, type Context, copy, type Handlers, isSimple } from './context.ts';
import { followRead, isFollowed } from './members.ts';

type Link = t.OptionalMemberExpression | t.OptionalCallExpression;

/**
 * Optional chains, taken from their last `?.` on: what is before it is a chain of its own.
 *
 * A hook may be put around what `?.` is applied to, but not around what follows: `hook(a?.b).c` reads `c` of
 * undefined where `a?.b.c` is undefined. So where one is needed there, the rest of the chain is spelt out:
 * `(x = a) == null ? undefined : hook(x.b).c`.
 */
export const chainHandlers: Handlers = {
  OptionalMemberExpression: visitChain,
  OptionalCallExpression: visitChain,
};

/** `delete a?.b`. */
export function deleteInChain(node: t.OptionalMemberExpression, context: Context): t.Expression {
  const { links, before } = lastSegment(node);
  return spellOut(before, t.booleanLiteral(true), context, (object) =>
    t.unaryExpression('delete', plainChain(object, links)),
  );
}

function visitChain(node: Link, context: Context): t.Expression {
  const { links, before } = lastSegment(node);
  const [first, ...rest] = links;
  if (t.isOptionalMemberExpression(first)) {
    if (needsSpelling(links, context)) {
      return spellOut(before, undefinedValue(), context, (object) => plainChain(object, links));
    }
    first.object = context.visitExpression(before);
    followRead(first, context, { called: t.isOptionalCallExpression(rest[0]) });
    if (t.isOptionalCallExpression(rest[0])) {
      const object = context.hook('boxed', first.object as t.Expression);
      const name = t.isPrivateName(first.property) ? undefined : nameOf(first.property, first.computed);
      first.object = name === undefined ? object : context.hook('hostObject', object, t.stringLiteral(name));
    }
  } else {
    if (t.isOptionalMemberExpression(before) && needsSpelling(lastSegment(before).links, context)) {
      return spellCallee(before, links, context);
    }
    if (needsSpelling(links, context) || isContentMember(before)) return spellCall(before, links, context);
    first.callee = visitCallee(before, context);
    if (t.isIdentifier(before)) first.callee = context.hook('hostFunction', first.callee);
    visitArguments(first, context);
  }
  for (const link of rest) if (t.isOptionalCallExpression(link)) visitArguments(link, context);
  return node;
}

interface Segment {
  /** From the last `?.` of a chain on, in the order in which they are evaluated. */
  readonly links: readonly [Link, ...Link[]];
  /** What the `?.` is applied to. */
  readonly before: t.Expression;
}

function lastSegment(node: Link): Segment {
  let first = node;
  const rest: Link[] = [];
  while (!first.optional) {
    rest.unshift(first);
    first = objectOf(first) as Link;
  }
  return { links: [first, ...rest], before: objectOf(first) };
}

function objectOf(link: Link): t.Expression {
  return t.isOptionalMemberExpression(link) ? link.object : link.callee;
}

function needsSpelling([first, ...rest]: readonly [Link, ...Link[]], context: Context): boolean {
  const callsContent =
    t.isOptionalMemberExpression(first) &&
    t.isOptionalCallExpression(rest[0]) &&
    CONTENT_METHODS.has(nameOf(first.property, first.computed) ?? '');
  // The key of `a?.[key]` is evaluated only if there is an object.
  const evaluatesKey =
    t.isOptionalMemberExpression(first) &&
    !t.isPrivateName(first.property) &&
    nameOf(first.property, first.computed) === undefined &&
    !isSimple(first.property);
  return (
    callsContent ||
    evaluatesKey ||
    rest.some((link) => t.isOptionalMemberExpression(link) && isFollowed(link, context))
  );
}

/** Whether a callee may be a method of a collection. */
function isContentMember(callee: t.Expression): boolean {
  if (!t.isMemberExpression(callee) || t.isSuper(callee.object) || t.isPrivateName(callee.property))
    return false;
  const name = nameOf(callee.property, callee.computed);
  return name === undefined || CONTENT_METHODS.has(name);
}

function spellOut(
  before: t.Expression,
  otherwise: t.Expression,
  context: Context,
  rest: (object: t.Identifier) => t.Expression,
): t.Expression {
  const test = isNullish(assign(context.object, context.visitExpression(before)));
  return t.conditionalExpression(test, otherwise, context.visitExpression(rest(context.object)));
}

/** `a?.b.c?.()`: the call has to stay one of a method. */
function spellCallee(
  callee: t.OptionalMemberExpression,
  calls: Segment['links'],
  context: Context,
): t.Expression {
  const { links, before } = lastSegment(callee);
  const [call, ...rest] = calls;
  return spellOut(before, undefinedValue(), context, (object) => {
    let chain: t.Expression = t.optionalCallExpression(plainChain(object, links), argumentsOf(call), true);
    for (const link of rest) {
      chain = t.isOptionalMemberExpression(link)
        ? t.optionalMemberExpression(chain, link.property as t.Identifier, link.computed, false)
        : t.optionalCallExpression(chain, argumentsOf(link), false);
    }
    return chain;
  });
}

/** `a.b?.().c`. */
function spellCall(callee: t.Expression, [call, ...rest]: Segment['links'], context: Context): t.Expression {
  const called = context.local();
  if (!t.isMemberExpression(callee) || t.isSuper(callee.object)) {
    const test = isNullish(assign(called, context.visitExpression(callee)));
    const plain = plainChain(t.callExpression(called, argumentsOf(call)), rest);
    return t.conditionalExpression(test, undefinedValue(), context.visitExpression(plain));
  }
  const receiver = context.local();
  const keep = assign(receiver, context.visitExpression(callee.object));
  callee.object = receiver;
  followRead(callee, context, { called: true });
  const test = isNullish(t.sequenceExpression([keep, assign(called, callee)]));
  visitArguments(call as t.OptionalCallExpression, context);
  const list = t.arrayExpression(argumentsOf(call) as (t.Expression | t.SpreadElement)[]);
  const invoked = context.hook('invoke', copy(receiver), copy(called), list);
  return t.conditionalExpression(test, undefinedValue(), continueChain(invoked, rest, context));
}

/** The rest of a chain, from what has been visited on. */
function continueChain(visited: t.Expression, rest: readonly Link[], context: Context): t.Expression {
  if (rest.length === 0) return visited;
  const result = context.local();
  return t.sequenceExpression([
    assign(result, visited),
    context.visitExpression(plainChain(copy(result), rest)),
  ]);
}

/** The same links without `?.`, not yet visited. */
function plainChain(object: t.Expression, links: readonly Link[]): t.Expression {
  return links.reduce<t.Expression>(
    (chain, link) =>
      t.isOptionalMemberExpression(link)
        ? t.memberExpression(chain, link.property, link.computed)
        : t.callExpression(chain, argumentsOf(link)),
    object,
  );
}

function visitCallee(callee: t.Expression, context: Context): t.Expression {
  if (!t.isMemberExpression(callee) || t.isSuper(callee.object)) return context.visitExpression(callee);
  callee.object = context.visitExpression(callee.object);
  return followRead(callee, context, { called: true });
}

function argumentsOf(call: Link): t.CallExpression['arguments'] {
  return t.isOptionalCallExpression(call) ? call.arguments : [];
}

function isNullish(value: t.Expression): t.Expression {
  return t.binaryExpression('==', value, t.nullLiteral());
}

function undefinedValue(): t.Expression {
  return t.unaryExpression('void', t.numericLiteral(0));
}
