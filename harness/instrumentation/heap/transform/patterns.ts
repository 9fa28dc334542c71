import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { CONTENT_METHODS } from '../runtime/kinds.ts';
import { ITERATED, REST } from '../runtime/whole-objects.ts';
import { assign, type Context, copy } from './context.ts';
import { primitive } from './conversions.ts';
import { stored } from './promises.ts';
import { heldBy } from './variables.ts';

/** What a pattern takes from its source that is to be followed, as an object literal; undefined if nothing. */
export function shapeOf(pattern: t.Node, context: Context): t.ObjectExpression | undefined {
  if (t.isAssignmentPattern(pattern)) return shapeOf(pattern.left, context);
  const entries: t.ObjectProperty[] = [];
  const add = (name: string, inner: t.Expression | undefined): void => {
    entries.push(t.objectProperty(t.stringLiteral(name), inner ?? t.numericLiteral(0)));
  };
  if (t.isArrayPattern(pattern)) {
    add(ITERATED, undefined);
    pattern.elements.forEach((element, index) => {
      const inner = element && shapeOf(element, context);
      if (inner) add(String(index), inner);
    });
  } else if (t.isObjectPattern(pattern)) {
    for (const property of pattern.properties) {
      const name = t.isRestElement(property) ? undefined : nameOf(property.key, property.computed);
      // What a computed name stands for is not known yet when the source is: everything it could be.
      if (name === undefined || t.isRestElement(property)) {
        add(REST, undefined);
        continue;
      }
      const inner = shapeOf(property.value, context);
      if (inner || context.followed.has(name) || CONTENT_METHODS.has(name)) add(name, inner);
    }
  }
  return entries.length > 0 ? t.objectExpression(entries) : undefined;
}

/** The source of a pattern, with what the pattern takes from it followed. */
export function wrapSource(pattern: t.Node, source: t.Expression, context: Context): t.Expression {
  const shape = shapeOf(pattern, context);
  if (!shape) return source;
  if (context.facts.suspending.has(pattern)) {
    if (isFlatList(pattern)) return context.hook('iterate', source);
    noteWaiting(context);
  }
  const takes = takesMethod(shape) ? [t.booleanLiteral(true)] : [];
  return context.hook('readPattern', source, shape, ...takes);
}

/** Whether a pattern may take a method of a collection as a value. */
function takesMethod({ properties }: t.ObjectExpression): boolean {
  return properties.some((property) => {
    if (!t.isObjectProperty(property)) return false;
    const isMethod = t.isStringLiteral(property.key) && CONTENT_METHODS.has(property.key.value);
    return isMethod || (t.isObjectExpression(property.value) && takesMethod(property.value));
  });
}

/** Whether a pattern only takes elements, so that steps may pass from one to the next. */
function isFlatList(pattern: t.Node): boolean {
  const isFlat = (target: t.Node): boolean => t.isIdentifier(target) || t.isMemberExpression(target);
  return (
    t.isArrayPattern(pattern) &&
    pattern.elements.every((element) => {
      if (t.isAssignmentPattern(element)) return isFlat(element.left);
      return !element || isFlat(t.isRestElement(element) ? element.argument : element);
    })
  );
}

function noteWaiting({ facts }: Context): void {
  facts.notes.add('destructuring with `await` in it');
}

/** Visits the default values and computed names in a pattern that declares variables. */
export function visitBindingPattern(pattern: t.Node, context: Context): void {
  if (t.isAssignmentPattern(pattern)) {
    visitBindingPattern(pattern.left, context);
    pattern.right = stored(pattern.right, context.visitExpression(pattern.right), context);
  } else if (t.isRestElement(pattern)) {
    visitBindingPattern(pattern.argument, context);
  } else if (t.isArrayPattern(pattern)) {
    for (const element of pattern.elements) if (element) visitBindingPattern(element, context);
  } else if (t.isObjectPattern(pattern)) {
    for (const property of pattern.properties) {
      if (t.isObjectProperty(property)) {
        if (property.computed) {
          property.key = primitive(context.visitExpression(property.key as t.Expression), context);
        }
        visitBindingPattern(property.value, context);
      } else {
        visitBindingPattern(property, context);
      }
    }
  }
}

/** What has to be told after a pattern has declared its variables: writes to shared ones, and new objects. */
export function afterBinding(pattern: t.Node, context: Context): t.Expression[] {
  const told: t.Expression[] = [];
  for (const identifier of identifiersIn(pattern)) {
    const variable = context.facts.variables.get(identifier);
    if (variable && context.facts.suspending.has(pattern)) noteWaiting(context);
    if (variable) told.push(context.variableHook('initVariable', variable, copy(identifier)));
  }
  for (const rest of restsIn(pattern)) told.push(context.hook('bear', copy(rest)));
  return told;
}

/** A pattern that assigns to variables and properties there are: each target that is followed becomes a hook. */
export function targetPattern<Target extends t.Node>(target: Target, context: Context): t.LVal {
  if (t.isIdentifier(target)) {
    const variable = context.facts.variables.get(target);
    if (!variable) return target;
    const value = context.freshName();
    const before = heldBy(copy(target), variable, context);
    const write = context.variableHook('writeVariable', variable, value, before);
    return hookTarget(assign(copy(target), write), value, context);
  }
  if (t.isMemberExpression(target)) return targetMember(target, context);
  if (t.isAssignmentPattern(target)) {
    target.left = targetPattern(target.left, context) as typeof target.left;
    target.right = stored(target.right, context.visitExpression(target.right), context);
  } else if (t.isRestElement(target)) {
    target.argument = targetPattern(target.argument, context) as typeof target.argument;
  } else if (t.isArrayPattern(target)) {
    target.elements = target.elements.map((each) => each && (targetPattern(each, context) as typeof each));
  } else if (t.isObjectPattern(target)) {
    for (const property of target.properties) {
      if (t.isObjectProperty(property)) {
        if (property.computed) {
          property.key = primitive(context.visitExpression(property.key as t.Expression), context);
        }
        property.value = targetPattern(property.value, context) as typeof property.value;
        property.shorthand = t.isIdentifier(property.value) && property.shorthand;
      } else {
        targetPattern(property, context);
      }
    }
  }
  return target as unknown as t.LVal;
}

/** `object.key` as a target: the object and key are evaluated where they stand, the write happens later. */
function targetMember(target: t.MemberExpression, context: Context): t.LVal {
  if (t.isSuper(target.object) || t.isPrivateName(target.property)) {
    context.facts.notes.add('destructuring into `super` or a private name');
    return context.visitChildren(target);
  }
  const name = nameOf(target.property, target.computed);
  const key =
    name === undefined ? context.visitExpression(target.property as t.Expression) : t.stringLiteral(name);
  return t.memberExpression(
    context.hook('targetMember', context.visitExpression(target.object), key),
    t.identifier('value'),
  );
}

function hookTarget(write: t.Expression, value: t.Identifier, context: Context): t.MemberExpression {
  return t.memberExpression(
    context.hook('target', t.arrowFunctionExpression([value], write)),
    t.identifier('value'),
  );
}

function identifiersIn(pattern: t.Node): t.Identifier[] {
  return Object.values(t.getBindingIdentifiers(pattern, true)).flat();
}

function restsIn(pattern: t.Node): t.Identifier[] {
  if (t.isRestElement(pattern)) {
    return t.isIdentifier(pattern.argument) ? [pattern.argument] : restsIn(pattern.argument);
  }
  if (t.isAssignmentPattern(pattern)) return restsIn(pattern.left);
  if (t.isArrayPattern(pattern)) return pattern.elements.flatMap((each) => (each ? restsIn(each) : []));
  if (t.isObjectPattern(pattern)) {
    return pattern.properties.flatMap((each) => restsIn(t.isRestElement(each) ? each : each.value));
  }
  return [];
}
