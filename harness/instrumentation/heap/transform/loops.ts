import * as t from '@babel/types';
import type { Context, Handlers } from './context.ts';
import { afterBinding, shapeOf, targetPattern, visitBindingPattern, wrapSource } from './patterns.ts';

/** Loops over what an object contains. */
export const loopHandlers: Handlers = {
  ForOfStatement: (node, context) => {
    const lasts =
      context.facts.suspending.has(node.body) || context.facts.suspending.has(node.left) || node.await;
    const right = context.visitExpression(node.right);
    node.right = context.hook(lasts ? 'iterate' : 'spread', right);
    visitLoop(node, context);
    return node;
  },
  ForInStatement: (node, context) => {
    if (context.facts.suspending.has(node.body)) context.facts.notes.add('`for ... in` with `await` in it');
    // Names of what it inherits count, too.
    node.right = context.hook('inherited', context.hook('whole', context.visitExpression(node.right)));
    visitLoop(node, context);
    return node;
  },
  LabeledStatement: (node, context) => {
    context.visitChild(node, 'body');
    return node;
  },
  BreakStatement: (node) => node,
  ContinueStatement: (node) => node,
  MetaProperty: (node) => node,
};

function visitLoop(node: t.ForXStatement, context: Context): void {
  const begin: t.Statement[] = [];
  if (t.isVariableDeclaration(node.left)) {
    begin.push(...visitTurn(node.left, context));
  } else {
    if (shapeOf(node.left, context))
      context.facts.notes.add('destructuring assignment in the head of a loop');
    node.left = targetPattern(node.left, context) as typeof node.left;
  }
  const { body } = node;
  node.body = context.visit(body) as t.Statement;
  if (begin.length === 0) return;
  // What begins the scope of a turn comes before what refers to it.
  const scope =
    t.isBlockStatement(node.body) && context.facts.scopes.has(body) ? node.body.body.splice(0, 1) : [];
  node.body = t.blockStatement([...scope, ...begin, node.body]);
}

/** What each turn declares. A hook has no place there, so a pattern moves into the body. */
function visitTurn({ kind, declarations }: t.VariableDeclaration, context: Context): t.Statement[] {
  const [declarator] = declarations;
  if (!declarator) return [];
  const { id } = declarator;
  visitBindingPattern(id, context);
  const told = afterBinding(id, context).map((call) => t.expressionStatement(call));
  if (!shapeOf(id, context)) return told;
  const turn = context.freshName();
  declarator.id = turn;
  const source = wrapSource(id, turn, context);
  return [t.variableDeclaration(kind, [t.variableDeclarator(id, source)]), ...told];
}
