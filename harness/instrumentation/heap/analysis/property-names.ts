import type { NodePath } from '@babel/traverse';
import type * as t from '@babel/types';
import { CONTENT_PROPERTIES, URL_PROPERTIES } from '../runtime/kinds.ts';
import { isBootCode, isInConstructor } from './boundaries.ts';
import type { HostNotes } from './host-notes.ts';

/**
 * Names of properties that are written while steps run. Left out are names that are only ever written at boot, and
 * to the object that a constructor is making: whoever reads those later reads what it always was.
 */
export class PropertyNames {
  readonly #notes: HostNotes;
  readonly #written = new Set<string>();
  readonly #read = new Set<string>();

  constructor(notes: HostNotes) {
    this.#notes = notes;
  }

  /** Properties of plain objects that are written. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  /** Names whose reads are to be followed. */
  get followed(): ReadonlySet<string> {
    const writesUrls =
      this.#read.has('searchParams') || [...this.#written].some((name) => URL_PROPERTIES.has(name));
    return new Set([...this.#written, ...CONTENT_PROPERTIES, ...(writesUrls ? URL_PROPERTIES : [])]);
  }

  /** Names that are read in the source, and not followed. */
  get unfollowed(): ReadonlySet<string> {
    const { followed } = this;
    return new Set([...this.#read].filter((name) => !followed.has(name)));
  }

  /** A member expression, wherever it stands. */
  addMember(path: NodePath<t.MemberExpression | t.OptionalMemberExpression>): void {
    const name = nameOf(path.node.property, path.node.computed);
    if (name === undefined) return;
    if (UNFOLLOWED.has(name)) this.#notes.add(`\`${name}\``);
    this.#read.add(name);
    if (!isTarget(path)) return;
    const makes = path.node.object.type === 'ThisExpression' && isInConstructor(path);
    if (!makes && !isBootCode(path)) this.#written.add(name);
  }

  addPattern({ node }: NodePath<t.ObjectPattern>): void {
    for (const property of node.properties) {
      const name = property.type === 'ObjectProperty' ? nameOf(property.key, property.computed) : undefined;
      if (name !== undefined) this.#read.add(name);
    }
  }

  /** A call of `Object.assign` or `Object.defineProperty` with names in the source. */
  addCall(path: NodePath<t.CallExpression>): void {
    const { callee, arguments: args } = path.node;
    if (callee.type !== 'MemberExpression' || isBootCode(path)) return;
    const called = nameOf(callee.property, callee.computed);
    if (called === 'assign' && args[0]?.type !== 'ObjectExpression') {
      for (const argument of args.slice(1)) this.#addWrittenKeys(argument);
    } else if (called === 'defineProperty' && args[1]?.type === 'StringLiteral') {
      this.#written.add(args[1].value);
    }
  }

  #addWrittenKeys(node: t.Node): void {
    if (node.type !== 'ObjectExpression') return;
    for (const property of node.properties) {
      const name = property.type === 'SpreadElement' ? undefined : nameOf(property.key, property.computed);
      if (name !== undefined) this.#written.add(name);
    }
  }
}

/** Methods of every object that add accessors to it, or look for them. */
const UNFOLLOWED: ReadonlySet<string> = new Set([
  ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'],
]);

/** The name in the source of a property; undefined for computed and private ones, and for elements. */
export function nameOf(key: t.Node, computed: boolean): string | undefined {
  if (key.type === 'Identifier' && !computed) return key.name;
  // Elements of arrays are not told apart, so a digit says nothing.
  return key.type === 'StringLiteral' && !/^\d/.test(key.value) ? key.value : undefined;
}

/** Whether a member expression is written to: assigned, updated, deleted, or the target of a pattern. */
export function isTarget(path: NodePath): boolean {
  const { parentPath: parent, key } = path;
  if (parent === null) return false;
  if (parent.isAssignmentExpression() || parent.isForXStatement()) return key === 'left';
  if (parent.isUpdateExpression()) return true;
  if (parent.isUnaryExpression()) return parent.node.operator === 'delete';
  if (parent.isAssignmentPattern()) return key === 'left';
  if (parent.isArrayPattern() || parent.isRestElement()) return true;
  return parent.isObjectProperty() && key === 'value' && parent.parentPath.isObjectPattern();
}
