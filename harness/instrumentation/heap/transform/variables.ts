import * as t from '@babel/types';
import type { TrackedVariable } from '../analysis/tracked-variables.ts';
import { assign, type Context, copy, type Handlers } from './context.ts';

/** Reads of variables that closures share. */
export const variableHandlers: Handlers = {
  Identifier: (node, context) => {
    const variable = context.facts.variables.get(node);
    if (!variable) return node;
    return context.variableHook('readVariable', variable, heldBy(node, variable, context));
  },
};

/**
 * What stands for the value of a tracked variable. One that is not initialised yet has none: reading it fails, and
 * that is told before.
 */
export function heldBy(value: t.Expression, variable: TrackedVariable, context: Context): t.Expression {
  if (!variable.startsEmpty) return value;
  return t.sequenceExpression([context.variableHook('useVariable', variable), value]);
}

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
    const use = variable.startsEmpty ? [context.variableHook('useVariable', variable)] : [];
    return t.sequenceExpression([
      ...use,
      assign(target, value),
      context.variableHook('initVariable', variable, copy(target)),
    ]);
  }
  const before = heldBy(copy(target), variable, context);
  return assign(target, context.variableHook('writeVariable', variable, value, before));
}

export function isAnonymousFunction(node: t.Expression): boolean {
  return (
    t.isArrowFunctionExpression(node) ||
    ((t.isFunctionExpression(node) || t.isClassExpression(node)) && !node.id)
  );
}
