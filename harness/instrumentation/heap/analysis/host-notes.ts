import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { INJECTED_GLOBALS } from '../../../amplify/releases/injected-globals.ts';
import { FOLLOWED_FUNCTIONS } from '../runtime/host-functions.ts';
import { isLostAsProperty } from '../runtime/host-versions.ts';
import { isTarget, nameOf } from './property-names.ts';

/** Classes of the host whose objects either do not change, or change in ways that are followed. */
const KNOWN_CLASSES: ReadonlySet<string> = new Set([
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Date', 'RegExp', 'Promise'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView'],
  ...['Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array'],
  ...['Uint8ClampedArray', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'AggregateError'],
  ...['URL', 'URLSearchParams', 'Headers', 'FormData', 'TextEncoder', 'TextDecoder', 'DOMException'],
  ...['Response', 'Request', 'Blob', 'File', 'Event', 'CustomEvent'],
]);

/** Functions of `Reflect` that touch no properties. */
const HARMLESS_REFLECTION: ReadonlySet<string> = new Set([
  'construct',
  'apply',
  'getPrototypeOf',
  'isExtensible',
]);

/** What a program uses that its instrumentation cannot follow, in words. */
export class HostNotes {
  readonly #notes = new Set<string>();

  get all(): readonly string[] {
    return [...this.#notes].sort();
  }

  /** A global, where it is used. */
  addGlobal({ node, parentPath: parent, key }: NodePath<t.Identifier>): void {
    const { name } = node;
    if (parent?.isCallExpression() && key === 'callee' && name === 'eval') this.add('`eval`');
    if (parent?.isNewExpression() && key === 'callee' && !isFollowed(name) && !isShim(parent)) {
      this.add(`objects made by \`new ${name}\``);
    }
    if (parent?.isMemberExpression() && isTarget(parent)) {
      const replaced = nameOf(parent.node.property, parent.node.computed);
      if (isFunctionOf(name, replaced)) this.add(`\`${name}.${replaced}\` is replaced`);
    }
    if (parent?.isMemberExpression() && name === 'Reflect') {
      const called = nameOf(parent.node.property, parent.node.computed) ?? '';
      if (called in Reflect && !HARMLESS_REFLECTION.has(called) && !isReflectionFollowed(called)) {
        this.add(`\`Reflect.${called}\``);
      }
    }
  }

  /** A property where it is made: who waits for what has a method `then` calls it, and no hook is there. */
  addNamed(node: t.ObjectMethod | t.ObjectProperty | t.ClassMethod | t.ClassProperty): void {
    if (nameOf(node.key, node.computed) !== 'then') return;
    const isEmpty = 'value' in node && t.isIdentifier(node.value, { name: 'undefined' });
    if (!isEmpty) this.add('an object with `then` of its own');
  }

  /** A value that is put into a property: a function of the host that is called from there goes by another name. */
  addStored({ node, scope }: NodePath): void {
    const root = t.isMemberExpression(node) ? node.object : node;
    if (!t.isIdentifier(root) || scope.hasBinding(root.name, true)) return;
    const global: unknown = Reflect.get(globalThis, root.name);
    const name = t.isMemberExpression(node) ? nameOf(node.property, node.computed) : undefined;
    if (FOLLOWED_FUNCTIONS.some((followed) => followed === `${root.name}_${name}`)) return;
    const isFunction = name === undefined || typeof global === 'function' || typeof global === 'object';
    const value: unknown =
      name === undefined || !global || !isFunction ? global : Reflect.get(global as object, name);
    if (isLostAsProperty(value)) this.add(`\`${[root.name, name].filter(Boolean).join('.')}\` as a property`);
  }

  add(note: string): void {
    this.#notes.add(note);
  }
}

/** Whether hooks take the place of a function of the host. */
function isFunctionOf(global: string, name: string | undefined): boolean {
  return global === 'Promise' || FOLLOWED_FUNCTIONS.some((followed) => followed === `${global}_${name}`);
}

/** What a realm hands over is for the realm to control. */
function isFollowed(name: string): boolean {
  return (
    name !== 'Function' && (KNOWN_CLASSES.has(name) || INJECTED_GLOBALS.some((injected) => injected === name))
  );
}

function isReflectionFollowed(name: string): boolean {
  return FOLLOWED_FUNCTIONS.some((followed) => followed === `Reflect_${name}`);
}

/** Whether this is how esbuild stands in for `require`: a proxy that nothing can be stored in. */
function isShim(path: NodePath): boolean {
  const declarator = path.findParent((parent) => parent.isVariableDeclarator());
  return (
    declarator?.isVariableDeclarator() === true && t.isIdentifier(declarator.node.id, { name: '__require' })
  );
}
