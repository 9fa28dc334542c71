import * as t from '@babel/types';
import type { Context, Handlers } from './context.ts';

/** Where promises are waited for. */
export const promiseHandlers: Handlers = {
  AwaitExpression: (node, context) => {
    node.argument = joined(context.visitExpression(node.argument), context);
    return node;
  },
  ReturnStatement: (node, context) => {
    if (!node.argument) return node;
    const value = context.visitExpression(node.argument);
    // The promise that an async function has given waits for what it returns.
    node.argument = context.isAsync ? joined(value, context) : value;
    return node;
  },
};

/** An expression whose value, if it is a promise, is waited for. */
export function joined(value: t.Expression, context: Context): t.Expression {
  return t.isLiteral(value) || t.isObjectExpression(value) ? value : context.hook('join', value);
}

/**
 * An expression whose value is put where a later step could find it: if it is the promise of a call, that becomes
 * known. A promise that is waited for where it is made needs no name, as nobody else has it.
 * @param original the expression before it was visited
 */
export function stored(original: t.Node, visited: t.Expression, context: Context): t.Expression {
  return givesPromise(original) ? context.hook('store', visited) : visited;
}

function givesPromise(node: t.Node): boolean {
  if (t.isCallExpression(node) || t.isOptionalCallExpression(node)) return true;
  if (t.isConditionalExpression(node)) return givesPromise(node.consequent) || givesPromise(node.alternate);
  if (t.isLogicalExpression(node)) return givesPromise(node.left) || givesPromise(node.right);
  return t.isSequenceExpression(node) && givesPromise(node.expressions.at(-1) ?? node);
}
