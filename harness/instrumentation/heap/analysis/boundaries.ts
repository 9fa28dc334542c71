import type { NodePath } from '@babel/traverse';
import type * as t from '@babel/types';

/**
 * The function that a place in the code belongs to, or what is run as one: the initialiser of a class field and a
 * static block. Undefined at the top level.
 */
export function codeAround(path: NodePath): t.Node | undefined {
  for (let at = path; at.parentPath; at = at.parentPath) {
    const parent = at.parentPath;
    if (parent.isFunction()) {
      // The name of a declared function belongs to what is around it, and so does a computed name of a method.
      if (at.key !== 'id' && at.key !== 'key') return parent.node;
    } else if (parent.isStaticBlock()) {
      return parent.node;
    } else if ((parent.isClassProperty() || parent.isClassPrivateProperty()) && at.key === 'value') {
      return parent.node;
    }
  }
  return undefined;
}

/** Whether code at a place is run while the bundle is evaluated, and at no other time. */
export function isBootCode(path: NodePath): boolean {
  for (let at: NodePath = path; at.parentPath; at = at.parentPath) {
    const parent = at.parentPath;
    if (
      (parent.isClassProperty() || parent.isClassPrivateProperty()) &&
      at.key === 'value' &&
      !parent.node.static
    ) {
      return false;
    }
    if (at.isFunction()) {
      const isCalledAtOnce = at.isExpression() && parent.isCallExpression() && at.key === 'callee';
      if (!isCalledAtOnce || at.node.async || at.node.generator) return false;
    }
  }
  return true;
}

/** Whether `this` at a place is the object that a constructor of a class is making. */
export function isInConstructor(path: NodePath): boolean {
  const code = codeAround(path);
  return code?.type === 'ClassMethod' && code.kind === 'constructor';
}

/** The function whose `this` a place has; undefined outside all. */
export function functionOfThis(path: NodePath): t.Node | undefined {
  for (let code: NodePath | null = path; code; code = code.parentPath) {
    if (code.isFunction() && !code.isArrowFunctionExpression()) return code.node;
    if (code.isStaticBlock() || code.isClassProperty() || code.isClassPrivateProperty()) return undefined;
  }
  return undefined;
}
