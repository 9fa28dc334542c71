import * as t from '@babel/types';
import { assign, type Context, copy, isSimple } from './context.ts';

/** Operators that turn both operands into primitives; `==` does where only one is an object. */
export const COERCING: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '%', '**', '<', '>', '<=', '>=', '==', '!='],
  ...['&', '|', '^', '<<', '>>', '>>>'],
]);

/** The same with one operand. */
export const COERCING_ONE: ReadonlySet<string> = new Set(['+', '-', '~']);

/** An operation on two values, which are turned into primitives when both have been evaluated. */
export function coerceBoth(node: t.BinaryExpression, context: Context): t.Expression {
  const { operator, right } = node;
  const isLate = context.facts.suspending.has(right);
  // Nothing is converted to be compared with these.
  const isTest = operator === '==' || operator === '!=';
  const left = context.visitExpression(node.left as t.Expression);
  const other = context.visitExpression(right);
  if (isTest && (isNullish(left) || isNullish(other))) {
    node.left = left;
    node.right = other;
    return node;
  }
  if (!isLate || isPrimitive(left)) {
    node.left = primitive(left, context);
    node.right = primitive(other, context);
    return node;
  }
  // Steps pass before the left one is converted.
  const first = context.local();
  const second = context.local();
  node.left = primitive(first, context);
  node.right = primitive(second, context);
  return t.sequenceExpression([assign(first, left), assign(second, other), node]);
}

/** A value that is about to be turned into a primitive: what an object is turned into may change. */
export function primitive(value: t.Expression, context: Context): t.Expression {
  if (isPrimitive(value)) return value;
  const [first, again] = isSimple(value)
    ? [value, copy(value)]
    : [assign(context.value, value), context.value];
  // Most values are primitives: asking is cheaper than calling.
  return t.conditionalExpression(
    t.binaryExpression('===', t.unaryExpression('typeof', first), t.stringLiteral('object')),
    context.hook('primitive', again),
    copy(again),
  );
}

function isNullish(node: t.Expression): boolean {
  return t.isNullLiteral(node) || (t.isUnaryExpression(node) && node.operator === 'void');
}

/** Whether an expression, visited or not, can only have a primitive value. */
function isPrimitive(node: t.Node): boolean {
  if (t.isUnaryExpression(node) || t.isUpdateExpression(node) || t.isTemplateLiteral(node)) return true;
  if (t.isBinaryExpression(node)) return true;
  if (t.isConditionalExpression(node)) return isPrimitive(node.consequent) && isPrimitive(node.alternate);
  return t.isLiteral(node) && !t.isRegExpLiteral(node);
}
