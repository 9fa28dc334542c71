import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';

/**
 * The variable that an update or an assignment such as `+=` turns into a primitive, if it may hold an object.
 * Of most it shows that they never do: those are counters and sums.
 */
export function convertedVariable(
  path: NodePath<t.UpdateExpression | t.AssignmentExpression>,
): t.Identifier | undefined {
  const target = path.isUpdateExpression() ? path.node.argument : (path.node as t.AssignmentExpression).left;
  if (!t.isIdentifier(target)) return undefined;
  const binding = path.scope.getBinding(target.name);
  if (!binding) return target;
  const declared = binding.path.node;
  const isKnown = t.isVariableDeclarator(declared)
    ? t.isIdentifier(declared.id) && (!declared.init || isPrimitive(declared.init))
    : false;
  return isKnown && binding.constantViolations.every(({ node }) => leavesPrimitive(node))
    ? undefined
    : target;
}

/** Whether a change of a variable leaves a primitive in it. */
function leavesPrimitive(change: t.Node): boolean {
  if (t.isUpdateExpression(change)) return true;
  if (t.isVariableDeclarator(change)) return !change.init || isPrimitive(change.init);
  if (!t.isAssignmentExpression(change) || !t.isIdentifier(change.left)) return false;
  return change.operator === '=' ? isPrimitive(change.right) : !LOGICAL.has(change.operator);
}

const LOGICAL: ReadonlySet<string> = new Set(['??=', '||=', '&&=']);

function isPrimitive(value: t.Node): boolean {
  if (t.isUnaryExpression(value) || t.isUpdateExpression(value) || t.isBinaryExpression(value)) return true;
  if (t.isTemplateLiteral(value)) return true;
  return t.isLiteral(value) && !t.isRegExpLiteral(value);
}
