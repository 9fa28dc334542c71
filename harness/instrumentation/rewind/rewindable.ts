import { parse } from '@babel/parser';
import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { codeAround, isBootCode, isInConstructor } from '../heap/analysis/boundaries.ts';
import { labelOfField } from '../heap/analysis/program.ts';
import { generate, traverse } from '../heap/babel.ts';
import { HEAP_HOOKS, type HookName } from '../heap/hook-names.ts';
import { JOURNAL_HOOKS, type JournalHook } from './journal.ts';

/** A bundle that reports to a journal what it is about to overwrite, and otherwise behaves as before. */
export interface RewindableBundle extends Bundle {
  /** What it does that cannot be undone, in words; empty if everything can. */
  readonly obstacles: readonly string[];
}

/**
 * Makes what a bundle does after its evaluation undoable. A call in front of each write remembers the old value:
 * `object.key = value` becomes `journal.property(object, 'key').key = value`. Names that are declared and assigned in the
 * same activation of a function are left alone, because each activation has its own. So are properties of the object that a
 * constructor is making.
 *
 * The code may be that of an instrumented bundle. If one of its hooks writes in place of the code, the hook's object is
 * remembered.
 *
 * Two things are not undone, because no release is known to depend on them: the position of an iterator that outlives the
 * evaluation, and the settling of a promise that was pending at its end (`KeptRealms` keeps no realm with such a
 * promise).
 */
export function makeRewindable(bundle: Bundle): RewindableBundle {
  const ast = parse(bundle.code, { sourceType: 'script', allowReturnOutsideFunction: true });
  const obstacles = new Set<string>();
  for (const name of [JOURNAL_HOOKS, VALUE])
    if (bundle.code.includes(name)) obstacles.add(`the name ${name}`);
  traverse(ast, {
    AssignmentExpression: { exit: (path) => rewriteWrite(path, path.get('left'), obstacles) },
    UpdateExpression: { exit: (path) => rewriteWrite(path, path.get('argument'), obstacles) },
    ForOfStatement: { exit: (path) => rewriteLoop(path, obstacles) },
    ForInStatement: { exit: (path) => rewriteLoop(path, obstacles) },
    UnaryExpression: { exit: (path) => rewriteDelete(path, obstacles) },
    CallExpression: { exit: (path) => rewriteCall(path, obstacles) },
    OptionalCallExpression: { exit: (path) => rewriteCall(path, obstacles) },
    WithStatement: () => void obstacles.add('`with` statements'),
  });
  const { code } = generate(ast, { comments: false });
  return {
    code,
    hash: sha256(code),
    sourceMap: () => bundle.sourceMap(),
    obstacles: [...obstacles],
  };
}

/** The parameter of the functions that restore a variable. */
const VALUE = '$rewound';

/** Methods that change a collection of the host as a whole, or the state of another object of the host. */
const CONTENT_METHODS: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['clear', 'append', 'exec', 'test'],
  ...[
    'setTime',
    'setMilliseconds',
    'setSeconds',
    'setMinutes',
    'setHours',
    'setDate',
    'setMonth',
    'setFullYear',
  ],
]);

/** Methods that change one entry, which is their first argument. */
const ENTRY_METHODS: ReadonlySet<string> = new Set(['set', 'add', 'delete']);

/** Functions of the host that change their first argument. */
const CHANGING_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['Object.assign', 'Object.defineProperty', 'Object.defineProperties', 'Object.setPrototypeOf'],
  ...['Object.freeze', 'Object.seal', 'Object.preventExtensions'],
  ...['Reflect.set', 'Reflect.defineProperty', 'Reflect.deleteProperty', 'Reflect.setPrototypeOf'],
  'crypto.getRandomValues',
]);

/** Hooks of a heap tracker that change their first argument, and how. */
const CHANGING_HOOKS: Partial<Record<HookName, JournalHook>> = {
  setKey: 'object',
  remove: 'object',
  targetMember: 'object',
  Error_captureStackTrace: 'object',
  Object_assign: 'object',
  Object_defineProperties: 'object',
  Object_defineProperty: 'object',
  Object_freeze: 'object',
  Object_preventExtensions: 'object',
  Object_seal: 'object',
  Object_setPrototypeOf: 'object',
  Reflect_defineProperty: 'object',
  Reflect_deleteProperty: 'object',
  Reflect_set: 'object',
  callMethod: 'contents',
  invoke: 'contents',
};

/** The parts of a name that an instrumented bundle has for a hook, or for a variable of its own. */
const OF_INSTRUMENTATION = new RegExp(`^${HEAP_HOOKS.replace('$', '\\$')}_+(\\w+)$`);

/** Variables in which instrumented code keeps a value for the rest of an expression. */
const TEMPORARIES: ReadonlySet<string> = new Set(['object', 'key', 'value']);

function rewriteWrite(
  path: NodePath<t.AssignmentExpression> | NodePath<t.UpdateExpression>,
  target: NodePath,
  obstacles: Set<string>,
): void {
  if (isBootCode(path)) return;
  const before = journalTargets(target, obstacles);
  if (before.length === 0) return;
  path.replaceWith(t.sequenceExpression([...before, path.node]));
  path.skip();
}

function rewriteLoop(
  path: NodePath<t.ForOfStatement> | NodePath<t.ForInStatement>,
  obstacles: Set<string>,
): void {
  const left = path.get('left') as NodePath;
  if (left.isVariableDeclaration() || isBootCode(path)) return;
  const before = journalTargets(left, obstacles);
  if (before.length > 0) path.node.right = t.sequenceExpression([...before, path.node.right]);
}

/** Puts hooks into the members that are written to. @returns those to be called before, for variables */
function journalTargets(target: NodePath, obstacles: Set<string>): t.Expression[] {
  if (target.isIdentifier()) return journalIdentifier(target, obstacles);
  if (target.isMemberExpression()) return journalMember(target, obstacles);
  if (target.isAssignmentPattern()) return journalTargets(target.get('left'), obstacles);
  if (target.isRestElement()) return journalTargets(target.get('argument'), obstacles);
  if (target.isObjectProperty()) return journalTargets(target.get('value') as NodePath, obstacles);
  if (target.isArrayPattern()) {
    return target
      .get('elements')
      .flatMap((element) => (element.node ? journalTargets(element as NodePath, obstacles) : []));
  }
  if (target.isObjectPattern()) {
    return target.get('properties').flatMap((property) => journalTargets(property as NodePath, obstacles));
  }
  obstacles.add(`a write to ${target.type}`);
  return [];
}

function journalIdentifier(target: NodePath<t.Identifier>, obstacles: Set<string>): t.Expression[] {
  const { name } = target.node;
  if (TEMPORARIES.has(OF_INSTRUMENTATION.exec(name)?.[1] ?? '')) return [];
  const binding = target.scope.getBinding(name);
  if (!binding) {
    obstacles.add(`a write to the global ${name}`);
    return [];
  }
  if (binding.kind === 'const' || codeAround(binding.path) === codeAround(target)) return [];
  return [journalVariable(t.identifier(name))];
}

function journalMember(target: NodePath<t.MemberExpression>, obstacles: Set<string>): t.Expression[] {
  const { object, property, computed } = target.node;
  if (t.isSuper(object)) {
    obstacles.add('a write to `super`');
    return [];
  }
  if (t.isThisExpression(object) && isInConstructor(target)) return [];
  if (t.isPrivateName(property)) {
    // A setter's own code is rewritten, too.
    if (labelOfField(target.get('property') as NodePath<t.PrivateName>) === undefined) return [];
    if (t.isThisExpression(object) || t.isIdentifier(object)) {
      return [journalVariable(t.memberExpression(t.cloneNode(object), t.cloneNode(property)))];
    }
    obstacles.add('a write to a private field of a computed object');
    return [];
  }
  if (!computed)
    target.node.object = hook('property', object, t.stringLiteral((property as t.Identifier).name));
  else if (t.isIdentifier(property) || t.isLiteral(property)) {
    target.node.object = hook('property', object, t.cloneNode(property));
  } else target.node.object = hook('object', object);
  return [];
}

/** `journal.variable((value) => place = value, place)`. */
function journalVariable(place: t.Identifier | t.MemberExpression): t.Expression {
  const value = t.identifier(VALUE);
  const restore = t.arrowFunctionExpression([value], t.assignmentExpression('=', t.cloneNode(place), value));
  return hook('variable', restore, place);
}

function rewriteDelete(path: NodePath<t.UnaryExpression>, obstacles: Set<string>): void {
  const { operator, argument } = path.node;
  if (operator !== 'delete' || isBootCode(path)) return;
  if (isInsideChain(argument)) {
    obstacles.add('`delete` at the end of an optional chain');
    return;
  }
  if (
    (t.isMemberExpression(argument) || t.isOptionalMemberExpression(argument)) &&
    !t.isSuper(argument.object)
  ) {
    argument.object = hook('object', argument.object);
  }
}

function rewriteCall(
  path: NodePath<t.CallExpression> | NodePath<t.OptionalCallExpression>,
  obstacles: Set<string>,
): void {
  const { node } = path;
  const { callee } = node;
  if (isBootCode(path)) return;
  if (t.isIdentifier(callee)) rewriteHookCall(path, callee);
  if (!(t.isMemberExpression(callee) || t.isOptionalMemberExpression(callee))) return;
  const { object } = callee;
  if (t.isSuper(object)) return;
  const name = memberName(callee);
  if (name === undefined) return;
  const [first] = node.arguments;
  const isHostFunction = t.isIdentifier(object) && CHANGING_FUNCTIONS.has(`${object.name}.${name}`);
  if (isHostFunction || isBorrowed(callee)) {
    const how = isHostFunction ? 'object' : 'contents';
    if (t.isExpression(first) && !isBeingMade(path, first)) node.arguments[0] = hook(how, first);
  } else if (isInsideChain(callee) && (CONTENT_METHODS.has(name) || ENTRY_METHODS.has(name))) {
    obstacles.add(`\`${name}\` at the end of an optional chain`);
  } else if (CONTENT_METHODS.has(name)) {
    callee.object = hook('contents', object);
  } else if (ENTRY_METHODS.has(name)) {
    if (t.isCallExpression(node) && t.isMemberExpression(callee)) {
      path.replaceWith(hook('call', object, t.stringLiteral(name), ...node.arguments));
      path.skip();
    } else callee.object = hook('contents', object);
  }
}

function rewriteHookCall(
  { node }: NodePath<t.CallExpression> | NodePath<t.OptionalCallExpression>,
  callee: t.Identifier,
): void {
  const how = CHANGING_HOOKS[OF_INSTRUMENTATION.exec(callee.name)?.[1] as HookName];
  const [first] = node.arguments;
  if (how && t.isExpression(first)) node.arguments[0] = hook(how, first);
}

/** Whether an expression is an object that nobody else knows yet. */
function isBeingMade(path: NodePath, node: t.Expression): boolean {
  return t.isObjectExpression(node) || (t.isThisExpression(node) && isInConstructor(path));
}

/** Whether a member is not reached where an earlier part of its chain is nullish: `a?.b.c`, but not `a.b?.c`. */
function isInsideChain(node: t.Node): boolean {
  return t.isOptionalMemberExpression(node) && !node.optional;
}

/** `list.push.apply(list, more)`, `Array.prototype.push.call(list, one)`, `push.call(list, one)`. */
function isBorrowed(callee: t.MemberExpression | t.OptionalMemberExpression): boolean {
  const name = memberName(callee);
  if (name !== 'apply' && name !== 'call') return false;
  const object = t.isAssignmentExpression(callee.object) ? callee.object.right : callee.object;
  if (!t.isMemberExpression(object) && !t.isOptionalMemberExpression(object)) {
    return t.isIdentifier(object) || isOfInstrumentation(object);
  }
  const method = memberName(object) ?? '';
  return CONTENT_METHODS.has(method) || ENTRY_METHODS.has(method);
}

/** Whether it is a value that went through a hook of a heap tracker, such as a method that is about to be lent. */
function isOfInstrumentation(node: t.Node): boolean {
  return t.isCallExpression(node) && t.isIdentifier(node.callee) && OF_INSTRUMENTATION.test(node.callee.name);
}

function memberName({
  property,
  computed,
}: t.MemberExpression | t.OptionalMemberExpression): string | undefined {
  if (t.isIdentifier(property) && !computed) return property.name;
  return t.isStringLiteral(property) ? property.value : undefined;
}

function hook(name: JournalHook, ...args: t.CallExpression['arguments']): t.CallExpression {
  return t.callExpression(t.memberExpression(t.identifier(JOURNAL_HOOKS), t.identifier(name)), args);
}
