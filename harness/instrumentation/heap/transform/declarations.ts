import * as t from '@babel/types';
import type { Context, Handlers } from './context.ts';
import { afterBinding, visitBindingPattern, wrapSource } from './patterns.ts';
import { stored } from './promises.ts';
import { isAnonymousFunction } from './variables.ts';

/** Declarations of variables. What has to be told after one goes into a declarator of its own. */
export const declarationHandlers: Handlers = {
  VariableDeclaration: (node, context) => {
    node.declarations = node.declarations.flatMap((declarator) => declare(declarator, context));
    return node;
  },
};

function declare(declarator: t.VariableDeclarator, context: Context): t.VariableDeclarator[] {
  const { id, init } = declarator;
  if (!init) return [declareEmpty(declarator, context)];
  const value = stored(init, context.visitExpression(init), context);
  if (t.isIdentifier(id)) {
    const variable = context.facts.variables.get(id);
    if (variable && !isAnonymousFunction(init)) {
      declarator.init = context.variableHook('initVariable', variable, value);
      return [declarator];
    }
    declarator.init = value;
  } else {
    declarator.init = wrapSource(id, value, context);
    visitBindingPattern(id, context);
  }
  const told = afterBinding(id, context);
  return [declarator, ...told.map((call) => t.variableDeclarator(context.freshName(), call))];
}

/** `let name;`, which initialises it with undefined. As part of a loop, it is given something else. */
function declareEmpty(declarator: t.VariableDeclarator, context: Context): t.VariableDeclarator {
  const variable = context.facts.variables.get(declarator.id);
  if (variable?.startsEmpty) {
    declarator.init = context.variableHook(
      'initVariable',
      variable,
      t.unaryExpression('void', t.numericLiteral(0)),
    );
  }
  return declarator;
}
