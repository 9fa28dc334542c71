import type { Binding, NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { codeAround } from './boundaries.ts';

/**
 * Whether a variable may be used in an earlier step than the one that initialises it: a closure that uses it may
 * exist before its function waits, and the function waits before it gets to the declaration.
 */
export function isInitialisedLate(binding: Binding): boolean {
  const declaration = declarationOf(binding);
  const home = declaration && codeAround(declaration);
  if (!declaration || !t.isFunction(home) || !(home.async || home.generator)) return false;
  const end = declaration.node.end ?? Number.POSITIVE_INFINITY;
  const begins = [...binding.referencePaths, ...binding.constantViolations].flatMap((use) => {
    const begin = earliestClosure(use, binding.scope.block, home);
    return begin !== undefined && begin < end ? [begin] : [];
  });
  return begins.length > 0 && waitsBetween(Math.min(...begins), end, binding.scope.path, home);
}

/** What initialises a variable where it stands, as opposed to at the beginning of its scope. */
function declarationOf({ kind, path }: Binding): NodePath | undefined {
  if (path.isClassDeclaration()) return path;
  return path.isVariableDeclarator() && (kind !== 'var' || path.node.init) ? path : undefined;
}

/** From where in the code on a closure around a use can exist; undefined if there is no closure. */
function earliestClosure(use: NodePath, scope: t.Node, home: t.Node): number | undefined {
  let begin: number | undefined;
  for (let at: NodePath | null = use; at && at.node !== home && at.node !== scope; at = at.parentPath) {
    // A declared function exists from the beginning.
    if (at.isFunctionDeclaration()) return 0;
    const isClosure =
      at.isFunction() || at.isStaticBlock() || at.isClassProperty() || at.isClassPrivateProperty();
    // Where there is a loop, the closure may be that of an earlier turn.
    if (isClosure || (begin !== undefined && at.isLoop())) begin = at.node.start ?? 0;
  }
  return begin;
}

function waitsBetween(begin: number, end: number, scope: NodePath, home: t.Node): boolean {
  let waits = false;
  const look = (path: NodePath): void => {
    const { start } = path.node;
    if ((start ?? end) >= end || (path.node.end ?? begin) < begin || codeAround(path) !== home) return;
    waits = true;
    path.stop();
  };
  scope.traverse({
    AwaitExpression: look,
    YieldExpression: look,
    ForOfStatement: (path) => {
      if (path.node.await) look(path);
    },
  });
  return waits;
}
