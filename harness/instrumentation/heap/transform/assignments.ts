import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { deleteInChain } from './chains.ts';
import { assign, type Context, copy, type Handlers, isSimple } from './context.ts';
import { COERCING, COERCING_ONE, coerceBoth, primitive } from './conversions.ts';
import { followRead, visitKey } from './members.ts';
import { targetPattern, wrapSource } from './patterns.ts';
import { stored } from './promises.ts';
import { assignVariable, heldBy } from './variables.ts';

/** Writes: assignments, updates and deletions. */
export const assignmentHandlers: Handlers = {
  AssignmentExpression: (node, context) => {
    const { left, operator } = node;
    if (t.isIdentifier(left)) return assignIdentifier(node, left, context);
    if (t.isMemberExpression(left)) {
      if (t.isSuper(left.object)) return assignSuper(node, left, context);
      return LOGICAL.has(operator) ? assignLogically(node, left, context) : assignMember(node, left, context);
    }
    if (t.isPattern(left)) {
      const value = stored(node.right, context.visitExpression(node.right), context);
      node.right = wrapSource(left, value, context);
      node.left = targetPattern(left, context);
      return node;
    }
    return context.visitChildren(node);
  },

  UpdateExpression: (node, context) => {
    const { argument } = node;
    if (t.isIdentifier(argument)) {
      const variable = context.facts.variables.get(argument);
      const update = variable
        ? context.variableHook('updateVariable', variable, heldBy(node, variable, context), copy(argument))
        : node;
      if (!context.facts.converted.has(argument)) return update;
      return t.sequenceExpression([primitive(copy(argument), context), update]);
    }
    if (!t.isMemberExpression(argument)) return context.visitChildren(node);
    if (t.isSuper(argument.object)) {
      context.facts.notes.add('updates of what `super` has, and computed names of it');
      return context.visitChildren(node);
    }
    const target = targetOf(argument, context);
    if (target.kind === 'unfollowed') {
      argument.object = target.object;
      return node;
    }
    const hook = target.kind === 'computed' ? 'updateKey' : 'update';
    argument.object = context.hook(hook, target.object, target.key);
    argument.property = target.propertyAgain;
    // The value of a private name is seen by no hook.
    if (target.kind === 'private' && isSimple(target.objectAgain) && target.objectAgain !== context.object) {
      const held = memberAgain(target, false);
      return t.sequenceExpression([primitive(held, context), node]);
    }
    if (target.kind === 'private') context.facts.notes.add('updates of a private name of what is not simple');
    return node;
  },

  UnaryExpression: (node, context) => {
    const { argument } = node;
    if (node.operator === 'delete' && t.isOptionalMemberExpression(argument)) {
      return deleteInChain(argument, context);
    }
    if (COERCING_ONE.has(node.operator)) {
      node.argument = primitive(context.visitExpression(argument), context);
      return node;
    }
    if (node.operator !== 'delete' || !t.isMemberExpression(argument) || t.isSuper(argument.object)) {
      return context.visitChildren(node);
    }
    const object = context.visitExpression(argument.object);
    const name = nameOf(argument.property, argument.computed);
    const key =
      name === undefined ? context.visitExpression(argument.property as t.Expression) : t.stringLiteral(name);
    return context.hook('remove', object, key);
  },

  BinaryExpression: (node, context) => {
    if (COERCING.has(node.operator)) return coerceBoth(node, context);
    if (node.operator === 'instanceof' && !context.facts.globals.has(node.right)) {
      context.visitChildren(node);
      node.right = context.hook('instanceOf', node.right);
      return node;
    }
    if (node.operator !== 'in') return context.visitChildren(node);
    if (t.isPrivateName(node.left)) {
      context.visitChild(node, 'right');
      return node;
    }
    return context.hook(
      'isIn',
      primitive(context.visitExpression(node.left), context),
      context.visitExpression(node.right),
    );
  },
};

const LOGICAL: ReadonlySet<string> = new Set(['??=', '||=', '&&=']);

function assignIdentifier(node: t.AssignmentExpression, left: t.Identifier, context: Context): t.Expression {
  const variable = context.facts.variables.get(left);
  const { right, operator } = node;
  const value = stored(right, context.visitExpression(right), context);
  if (!variable) {
    node.right = operator === '=' || LOGICAL.has(operator) ? value : primitive(value, context);
    if (!context.facts.converted.has(left)) return node;
    if (context.facts.suspending.has(right))
      context.facts.notes.add('`await` in what is added to a variable');
    return t.sequenceExpression([primitive(copy(left), context), node]);
  }
  const assigned = (what: t.Expression): t.Expression =>
    assignVariable(left, variable, what, { original: right, context });
  if (operator === '=') return assigned(value);
  const before = context.variableHook('readVariable', variable, heldBy(copy(left), variable, context));
  const plain = operator.slice(0, -1);
  if (LOGICAL.has(operator)) return t.logicalExpression(plain as '??', before, assigned(value));
  return assign(
    left,
    context.variableHook(
      'writeVariable',
      variable,
      t.binaryExpression(plain as '+', primitive(before, context), primitive(value, context)),
      copy(left),
    ),
  );
}

/** `object.key = value` and `object.key += value`: the value goes through a hook on its way. */
function assignMember(
  node: t.AssignmentExpression,
  left: t.MemberExpression,
  context: Context,
): t.Expression {
  const { operator, right } = node;
  const { computed } = left;
  const target = targetOf(left, context);
  let value = stored(right, context.visitExpression(right), context);
  if (operator !== '=') {
    const before = followRead(memberAgain(target, computed), context, { called: false });
    value = t.binaryExpression(
      operator.slice(0, -1) as '+',
      primitive(before, context),
      primitive(value, context),
    );
  }
  const { kind, objectAgain, keyAgain } = target;
  node.operator = '=';
  node.left = t.memberExpression(target.object, target.property, computed);
  if (kind === 'named') node.right = context.hook('write', copy(objectAgain), keyAgain, value);
  else if (kind === 'computed')
    node.right = context.hook('writeKey', copy(objectAgain), copy(keyAgain), value);
  else if (kind === 'private') {
    const before = memberAgain(target, computed);
    node.right = context.hook('writePrivate', copy(objectAgain), keyAgain, value, before);
  } else node.right = value;
  return node;
}

/** `object.key ??= value`, in which the value may not be evaluated at all. */
function assignLogically(
  node: t.AssignmentExpression,
  left: t.MemberExpression,
  context: Context,
): t.Expression {
  const operator = node.operator.slice(0, -1) as '??';
  const setup: t.Expression[] = [];
  const keep = (value: t.Expression): t.Expression => {
    if (isSimple(value)) return value;
    const local = context.local();
    setup.push(assign(local, context.visitExpression(value)));
    return local;
  };
  const object = keep(left.object as t.Expression);
  const property =
    left.computed && nameOf(left.property, true) === undefined
      ? keep(left.property as t.Expression)
      : left.property;
  const member = (): t.MemberExpression => t.memberExpression(copy(object), copy(property), left.computed);
  const right = context.visit(t.assignmentExpression('=', member(), node.right)) as t.Expression;
  const logical = t.logicalExpression(operator, context.visitExpression(member()), right);
  return setup.length === 0 ? logical : t.sequenceExpression([...setup, logical]);
}

/** A member that is written to, its object and key evaluated once and used several times. */
interface Target {
  /** How its writes are to be told: not at all for private methods and accessors. */
  readonly kind: 'named' | 'computed' | 'private' | 'unfollowed';
  /** To be evaluated first. */
  readonly object: t.Expression;
  readonly objectAgain: t.Expression;
  /** The name where it is evaluated, as the argument of a hook. */
  readonly key: t.Expression;
  readonly keyAgain: t.Expression;
  /** The name where it is evaluated, in the member. */
  readonly property: t.Expression | t.PrivateName;
  readonly propertyAgain: t.Expression | t.PrivateName;
}

function targetOf(node: t.MemberExpression, context: Context): Target {
  const { property } = node;
  const original = node.object as t.Expression;
  const name = t.isPrivateName(property) ? undefined : nameOf(property, node.computed);
  const isComputed = name === undefined && !t.isPrivateName(property);
  // The shared variable holds one object: a key that runs code could put another one there.
  const holder = isComputed && !isSimple(original) && !isSimple(property) ? context.local() : context.object;
  const visited = context.visitExpression(original);
  const object = isSimple(original)
    ? { object: visited, objectAgain: copy(original) }
    : { object: assign(holder, visited), objectAgain: holder };
  if (isComputed) {
    const { first, again } = visitKey(property, context);
    return {
      kind: 'computed',
      ...object,
      key: first,
      keyAgain: again,
      property: first,
      propertyAgain: again,
    };
  }
  const label = t.isPrivateName(property) ? context.facts.privateNames.get(property) : name;
  const key = t.stringLiteral(label ?? '');
  const kind = label === undefined ? 'unfollowed' : t.isPrivateName(property) ? 'private' : 'named';
  return { kind, ...object, key, keyAgain: key, property, propertyAgain: property };
}

/** The member again. A private name is known by its node, so that is not copied. */
function memberAgain({ objectAgain, propertyAgain }: Target, computed: boolean): t.MemberExpression {
  const property = t.isPrivateName(propertyAgain) ? propertyAgain : copy(propertyAgain);
  return t.memberExpression(copy(objectAgain), property, computed);
}

/** `super.name = value`, which writes to what `this` is. */
function assignSuper(node: t.AssignmentExpression, left: t.MemberExpression, context: Context): t.Node {
  const name = nameOf(left.property, left.computed);
  if (node.operator !== '=' || name === undefined) {
    context.facts.notes.add('updates of what `super` has, and computed names of it');
    return context.visitChildren(node);
  }
  const value = stored(node.right, context.visitExpression(node.right), context);
  node.right = context.hook('write', t.thisExpression(), t.stringLiteral(name), value);
  return node;
}
