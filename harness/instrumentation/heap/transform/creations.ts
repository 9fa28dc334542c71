import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import {
  hostRead,
  ITERATING,
  isReference,
  mayBeObject,
  tellOfGiven,
  VIEWS,
  visitArguments,
} from './calls.ts';
import { assign, type Handlers } from './context.ts';
import { primitive } from './conversions.ts';
import { stored } from './promises.ts';

/** Expressions that make objects, which get their identity there. */
export const creationHandlers: Handlers = {
  ObjectExpression: (node, context) => {
    node.properties = node.properties.map((property) => {
      if (!t.isSpreadElement(property)) return context.visit(property) as typeof property;
      property.argument = context.hook('whole', context.visitExpression(property.argument));
      return property;
    });
    return context.hook('bear', node);
  },
  ObjectProperty: (node, context) => {
    if (node.computed) node.key = primitive(context.visitExpression(node.key as t.Expression), context);
    const { value } = node;
    const visited = stored(value, context.visit(value) as t.Expression, context);
    const isPrototype = !node.computed && !node.shorthand && nameOf(node.key, false) === '__proto__';
    node.value = isPrototype ? context.hook('inherited', visited) : visited;
    node.shorthand = node.shorthand && visited === value;
    return node;
  },
  ArrayExpression: (node, context) => {
    node.elements = node.elements.map((element) => {
      if (!element) return element;
      const visited = context.visit(element);
      return t.isExpression(visited) ? stored(element, visited, context) : (visited as t.SpreadElement);
    });
    return context.hook('bear', node);
  },
  // One that is global or sticky remembers where it stopped.
  RegExpLiteral: (node, context) => (/[gy]/.test(node.flags) ? context.hook('bear', node) : node),
  SpreadElement: (node, context) => {
    node.argument = context.hook('spread', context.visitExpression(node.argument));
    return node;
  },
  NewExpression: (node, context) => {
    const { callee } = node;
    const name = t.isIdentifier(callee) && context.facts.globals.has(callee) ? callee.name : undefined;
    const [first] = node.arguments;
    // `Promise` may go by another name, as it does in what TypeScript makes of `async`.
    const mayBePromise = name === undefined ? isReference(callee) : name === 'Promise';
    const mayTakeFunction = node.arguments.length === 1 && t.isExpression(first) && !isData(first);
    node.callee = context.visit(callee) as t.Expression;
    if (name === 'Promise' && !mayTakeFunction)
      context.facts.notes.add('`new Promise` of a list of arguments');
    if (mayBePromise && mayTakeFunction) {
      return context.hook(
        'construct',
        node.callee as t.Expression,
        stored(first, context.visitExpression(first), context),
      );
    }
    // What is in it may come from an iterator.
    const mayIterate = name === undefined || ITERATING.test(name);
    if (mayIterate && node.arguments.some(mayBeObject)) {
      // It may go by another name: which one it is shows when it is called.
      const Class = name === undefined ? context.local() : (callee as t.Identifier);
      if (name === undefined) node.callee = assign(Class, node.callee as t.Expression);
      tellOfGiven(node, Class, context);
    } else visitArguments(node, context, hostRead(callee, context));
    if (name === 'Proxy') return node;
    const [source] = node.arguments;
    if (name !== undefined && VIEWS.test(name) && t.isExpression(source)) {
      node.arguments[0] = context.object;
      return context.hook('bearView', assign(context.object, source), node);
    }
    return context.hook('bearNew', node);
  },
  YieldExpression: (node, context) => {
    if (!node.argument) return node;
    const value = context.visitExpression(node.argument);
    node.argument = node.delegate ? context.hook('iterate', value) : value;
    return node;
  },
  TemplateLiteral: (node, context) => {
    const isLate = node.expressions.some(
      (expression, index) => index > 0 && context.facts.suspending.has(expression),
    );
    if (isLate) context.facts.notes.add('template literals with `await` in them');
    node.expressions = node.expressions.map((expression) =>
      primitive(context.visitExpression(expression as t.Expression), context),
    );
    return node;
  },
  TaggedTemplateExpression: (node, context) => {
    const isHosts = hostRead(node.tag, context) !== undefined;
    context.visitChild(node, 'tag');
    for (const [index, expression] of node.quasi.expressions.entries()) {
      const visited = context.visit(expression) as t.Expression;
      node.quasi.expressions[index] = isHosts ? primitive(visited, context) : visited;
    }
    return node;
  },
};

function isData(node: t.Expression): boolean {
  return t.isLiteral(node) || t.isObjectExpression(node) || t.isArrayExpression(node);
}
