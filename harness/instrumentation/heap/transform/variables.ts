import * as t from '@babel/types';
import type { TrackedVariable } from '../analysis/tracked-variables.ts';
import { assign, type Context, copy, type Handlers } from './context.ts';

/** Reads of variables that closures share. */
export const variableHandlers: Handlers = {
  Identifier: (node, context) => {
    const variable = context.facts.variables.get(node);
    return variable ? context.variableHook('readVariable', variable, node) : node;
  },
};

/**
 * `target = value` for a tracked variable, where `value` has been visited.
 * @param original what `value` was before
 */
export function assignVariable(
  target: t.Identifier,
  variable: TrackedVariable,
  value: t.Expression,
  { original, context }: { readonly original: t.Expression; readonly context: Context },
): t.Expression {
  // A function without a name takes that of the variable it is assigned to, if it stands right there.
  if (isAnonymousFunction(original)) {
    return t.sequenceExpression([
      assign(target, value),
      context.variableHook('initVariable', variable, copy(target)),
    ]);
  }
  return assign(target, context.variableHook('writeVariable', variable, value, copy(target)));
}

export function isAnonymousFunction(node: t.Expression): boolean {
  return (
    t.isArrowFunctionExpression(node) ||
    ((t.isFunctionExpression(node) || t.isClassExpression(node)) && !node.id)
  );
}
