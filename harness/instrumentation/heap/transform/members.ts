import * as t from '@babel/types';
import { nameOf } from '../analysis/property-names.ts';
import { FOLLOWED_FUNCTIONS, type FollowedFunction } from '../runtime/host-functions.ts';
import { CONTENT_METHODS } from '../runtime/kinds.ts';
import { assign, type Context, copy, type Handlers, isSimple } from './context.ts';

type Member = t.MemberExpression | t.OptionalMemberExpression;

/** Reads of properties: a hook is put around the object, and the read itself stays what it is. */
export const memberHandlers: Handlers = {
  MemberExpression: (node, context) => {
    const followed = followedFunction(node, context);
    if (followed) return context.hookReference(followed);
    if (t.isSuper(node.object)) return readSuper(node, context);
    node.object = context.visitExpression(node.object);
    return followRead(node, context, { called: false });
  },
};

/** `super.name`, as `super[hook(this, "name")]`: what is before the name has no value of its own. */
function readSuper(node: t.MemberExpression, context: Context): t.MemberExpression {
  const name = nameOf(node.property, node.computed);
  if (name === undefined) {
    context.facts.notes.add('computed names of `super`');
    context.visitChild(node, 'property');
  } else if (context.followed.has(name)) {
    node.computed = true;
    node.property = context.hook('readSuper', t.thisExpression(), t.stringLiteral(name));
  }
  return node;
}

/** The hook to be called in place of a function of the language. */
export function followedFunction(node: t.Node, { facts }: Context): FollowedFunction | undefined {
  if (!t.isMemberExpression(node) || !facts.globals.has(node.object) || !t.isIdentifier(node.object))
    return undefined;
  const name = `${node.object.name}_${nameOf(node.property, node.computed)}`;
  return FOLLOWED_FUNCTIONS.find((followed) => followed === name);
}

/**
 * Instruments the read of a member, whose object has been visited.
 * @param called whether it is a method about to be called, which looks after the contents of collections itself
 */
export function followRead<Node extends Member>(
  node: Node,
  context: Context,
  { called }: { called: boolean },
): Node {
  const { property } = node;
  if (t.isPrivateName(property)) {
    const label = context.facts.privateNames.get(property);
    if (label !== undefined)
      node.object = context.hook('read', node.object as t.Expression, t.stringLiteral(label));
    return node;
  }
  const name = nameOf(property, node.computed);
  if (name !== undefined) {
    if (context.followed.has(name)) node.object = namedHook('read', node, name, context);
    if (!called && CONTENT_METHODS.has(name)) node.object = namedHook('contentValue', node, name, context);
    return node;
  }
  const key = visitKey(property as t.Expression, context);
  node.object = context.hook('readKey', node.object as t.Expression, key.first);
  node.property = key.again;
  return node;
}

/** Whether {@link followRead} would change a member. */
export function isFollowed(node: Member, { facts, followed }: Context): boolean {
  const { property } = node;
  if (t.isPrivateName(property)) return facts.privateNames.has(property);
  const name = nameOf(property, node.computed);
  return name === undefined || followed.has(name) || CONTENT_METHODS.has(name);
}

/**
 * A computed key, to be evaluated once and used twice at once.
 * @returns `first` to be evaluated first, and `again` as often as needed as long as nothing else runs in between
 */
export function visitKey(key: t.Expression, context: Context): { first: t.Expression; again: t.Expression } {
  const again = isSimple(key) ? copy(key) : context.key;
  const visited = context.visitExpression(key);
  return { first: isSimple(key) ? visited : assign(context.key, visited), again };
}

function namedHook(
  hook: 'read' | 'contentValue',
  node: Member,
  name: string,
  context: Context,
): t.Expression {
  return context.hook(hook, node.object as t.Expression, t.stringLiteral(name));
}
