import * as t from '@babel/types';
import { hostRead, ITERATING } from './calls.ts';
import { type Context, copy, type Handlers, scopeReference } from './context.ts';
import { primitive } from './conversions.ts';
import { visitParameters } from './parameters.ts';
import { afterBinding, shapeOf, visitBindingPattern, wrapSource } from './patterns.ts';
import { joined, stored } from './promises.ts';
import { isAnonymousFunction } from './variables.ts';

/** Functions, classes and blocks: what is to be told at their beginning. */
export const functionHandlers: Handlers = {
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  ArrowFunctionExpression: visitFunction,
  ObjectMethod: visitMethod,
  ClassMethod: visitMethod,
  ClassPrivateMethod: visitFunction,
  ClassProperty: (node, context) => {
    visitComputedKey(node, context);
    return visitField(node, context);
  },
  ClassPrivateProperty: visitField,
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  BlockStatement: visitBlock,
  StaticBlock: visitBlock,
  CatchClause: (node, context) => {
    const { param, body } = node;
    if (param) visitBindingPattern(param, context);
    visitBlock(body, context);
    const told = param ? afterBinding(param, context) : [];
    const begin: t.Statement[] = told.map((call) => t.expressionStatement(call));
    const scope = context.facts.scopes.has(body) ? body.body.splice(0, 1) : [];
    if (param && shapeOf(param, context)) {
      // A hook has no place there, so a pattern moves into a block around the body.
      const caught = context.freshName();
      const source = wrapSource(param, caught, context);
      begin.unshift(t.variableDeclaration('let', [t.variableDeclarator(param, source)]));
      node.param = caught;
    }
    node.body = t.blockStatement([...scope, ...begin, ...(node.param === param ? body.body : [body])]);
    return node;
  },
};

/** Visits a block, which begins with giving this instance of its scope an identity. */
export function visitBlock<Block extends t.Program | t.BlockStatement | t.StaticBlock>(
  node: Block,
  context: Context,
): Block {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) context.visitChild(node, key as keyof Block);
  node.body.unshift(...beginScope(node, context));
  return node;
}

function beginScope(node: t.Node, context: Context): t.Statement[] {
  const token = context.facts.scopes.get(node);
  if (!token) return [];
  return [
    t.variableDeclaration('const', [t.variableDeclarator(scopeReference(token), context.hook('scope'))]),
  ];
}

function visitClass<Node extends t.Class>(node: Node, context: Context): Node {
  const superRead = node.superClass ? hostRead(node.superClass, context) : undefined;
  context.visitChild(node, 'superClass');
  const around = { superRead: context.superRead, superClass: context.superClass };
  Object.assign(context, { superRead, superClass: iteratingClass(node.superClass, context) });
  if (node.superClass && !hasConstructor(node) && (superRead || addsToWhatIsMade(node)))
    node.body.body.push(derivedConstructor());
  let isFirstField = Boolean(node.superClass);
  for (const part of node.body.body) {
    const isField = (t.isClassProperty(part) || t.isClassPrivateProperty(part)) && !part.static;
    const original = isField ? part.value : undefined;
    context.visit(part);
    if (isField && isFirstField) tellOfField(part, original, context);
    if (isField) isFirstField = false;
    const makesObject = !node.superClass && t.isClassMethod(part) && part.kind === 'constructor';
    if (makesObject) part.body.body.unshift(t.expressionStatement(context.hook('bear', t.thisExpression())));
  }
  Object.assign(context, around);
  const told = [context.hook('bearClass', t.thisExpression())];
  const variable = t.isClassDeclaration(node) && node.id && context.facts.variables.get(node.id);
  if (variable) told.push(context.variableHook('initVariable', variable, t.thisExpression()));
  node.body.body.unshift(t.staticBlock(told.map((call) => t.expressionStatement(call))));
  return node;
}

/** The class of the host that a class extends, if it goes through what it is given. */
function iteratingClass(
  above: t.Expression | null | undefined,
  { facts }: Context,
): t.Identifier | undefined {
  return t.isIdentifier(above) && facts.globals.has(above) && ITERATING.test(above.name) ? above : undefined;
}

function hasConstructor({ body: { body } }: t.Class): boolean {
  return body.some((part) => t.isClassMethod(part) && part.kind === 'constructor');
}

/** Whether a class adds fields to what the one above it gives. */
function addsToWhatIsMade({ body: { body } }: t.Class): boolean {
  return body.some(
    (part) =>
      (t.isClassProperty(part) || t.isClassPrivateProperty(part) || t.isClassPrivateMethod(part)) &&
      !part.static,
  );
}

/** The constructor that such a class has without saying so. */
function derivedConstructor(): t.ClassMethod {
  const args = t.identifier('args');
  const call = t.callExpression(t.super(), [t.spreadElement(args)]);
  return t.classMethod(
    'constructor',
    t.identifier('constructor'),
    [t.restElement(args)],
    t.blockStatement([t.expressionStatement(call)]),
  );
}

function visitField<Node extends t.ClassProperty | t.ClassPrivateProperty>(
  node: Node,
  context: Context,
): Node {
  if (node.value) node.value = stored(node.value, context.visitExpression(node.value), context);
  return node;
}

/**
 * Tells of the object that the constructor above has given before a first field is added to it.
 * @param original the value of the field before it was visited
 */
function tellOfField(
  field: t.ClassProperty | t.ClassPrivateProperty,
  original: t.Expression | null | undefined,
  context: Context,
): void {
  const value = field.value ?? t.unaryExpression('void', t.numericLiteral(0));
  const named = original && isAnonymousFunction(original) ? nameOfField(field) : undefined;
  if (original && isAnonymousFunction(original) && named === undefined) {
    context.facts.notes.add('a function without a name as a field with a computed name');
    return;
  }
  field.value = context.hook('field', t.thisExpression(), named ? functionNamed(value, named) : value);
}

function nameOfField(field: t.ClassProperty | t.ClassPrivateProperty): t.StringLiteral | undefined {
  if (t.isClassPrivateProperty(field)) return t.stringLiteral(`#${field.key.id.name}`);
  if (t.isIdentifier(field.key) && !field.computed) return t.stringLiteral(field.key.name);
  return t.isStringLiteral(field.key) ? t.stringLiteral(field.key.value) : undefined;
}

/** A function that has the name that it would have as the value of a field. */
function functionNamed(value: t.Expression, name: t.StringLiteral): t.Expression {
  const holder = t.objectExpression([t.objectProperty(copy(name), value, true)]);
  return t.memberExpression(holder, copy(name), true);
}

/** A computed name is turned into a key where it stands. */
function visitComputedKey(node: t.ClassProperty | t.ObjectMethod | t.ClassMethod, context: Context): void {
  if (node.computed) node.key = primitive(context.visitExpression(node.key as t.Expression), context);
}

function visitMethod<Node extends t.ObjectMethod | t.ClassMethod>(node: Node, context: Context): Node {
  visitComputedKey(node, context);
  return visitFunction(node, context);
}

function visitFunction<Node extends t.Function>(node: Node, context: Context): Node {
  const begin = beginScope(node.body, context);
  const parameters = visitParameters(node, context);
  if (context.facts.constructors.has(node)) {
    const bear = t.expressionStatement(context.hook('bear', t.thisExpression()));
    parameters.unshift(t.ifStatement(t.metaProperty(t.identifier('new'), t.identifier('target')), bear));
  }
  const locals = context.inFunction(node, () => {
    const { body } = node;
    if (t.isBlockStatement(body)) {
      context.visitChild(body, 'body');
      return;
    }
    const value = context.visitExpression(body);
    node.body = node.async ? joined(value, context) : value;
  });
  const added = [...begin, ...locals, ...parameters];
  if (added.length === 0) return node;
  if (t.isExpression(node.body)) node.body = t.blockStatement([...added, t.returnStatement(node.body)]);
  else node.body.body.unshift(...added);
  if (t.isArrowFunctionExpression(node)) node.expression = false;
  return node;
}
