import * as t from '@babel/types';
import type { Context } from './context.ts';
import { afterBinding, shapeOf, visitBindingPattern, wrapSource } from './patterns.ts';
import { stored } from './promises.ts';

/**
 * Instruments the parameters of a function. A hook has no place in a pattern, so patterns that take followed
 * properties become plain parameters and are taken apart at the beginning of the body.
 * @returns the statements to begin the body with
 */
export function visitParameters(node: t.Function, context: Context): t.Statement[] {
  const statements: t.Statement[] = [];
  const parameters = node.params.map((parameter, index) => {
    const moved = canMove(node, index, context) ? movePattern(parameter, context) : undefined;
    const pattern = moved && t.isAssignmentPattern(parameter) ? parameter.left : parameter;
    visitBindingPattern(pattern, context);
    if (moved) statements.push(moved.declaration);
    statements.push(...afterBinding(parameter, context).map((call) => t.expressionStatement(call)));
    return moved?.parameter ?? parameter;
  });
  node.params = parameters as typeof node.params;
  return statements;
}

function movePattern(
  parameter: t.Node,
  context: Context,
): { readonly parameter: t.Identifier | t.AssignmentPattern; readonly declaration: t.Statement } {
  const name = context.freshName();
  const [pattern, byDefault] = t.isAssignmentPattern(parameter)
    ? [parameter.left, parameter.right]
    : [parameter, undefined];
  const source = wrapSource(pattern, name, context);
  return {
    parameter: byDefault
      ? t.assignmentPattern(name, stored(byDefault, context.visitExpression(byDefault), context))
      : name,
    // As `var` it may be declared again in the body, just as a parameter may.
    declaration: t.variableDeclaration('var', [t.variableDeclarator(pattern as t.Pattern & t.LVal, source)]),
  };
}

/** Whether a parameter has to become a declaration, and nothing but the body can tell. */
function canMove(node: t.Function, index: number, context: Context): boolean {
  const parameter = node.params[index];
  if (!parameter || !shapeOf(parameter, context)) return false;
  const names = new Set(Object.keys(t.getBindingIdentifiers(parameter)));
  const isSeen =
    node.generator ||
    node.params.slice(index + 1).some((later) => mentions(later, names)) ||
    (t.isBlockStatement(node.body) &&
      node.body.body.some(
        (statement) => t.isFunctionDeclaration(statement) && names.has(statement.id?.name ?? ''),
      ));
  if (isSeen) context.facts.notes.add('parameters taken apart before the body of a function');
  return !isSeen;
}

function mentions(node: t.Node, names: ReadonlySet<string>): boolean {
  let found = false;
  t.traverseFast(node, (inner) => {
    if (t.isIdentifier(inner) && names.has(inner.name)) found = true;
  });
  return found;
}
