import * as t from '@babel/types';
import type { ProgramFacts } from '../analysis/program.ts';
import { HEAP_HOOKS, HOOKS } from '../hook-names.ts';
import { assignmentHandlers } from './assignments.ts';
import { callHandlers } from './calls.ts';
import { chainHandlers } from './chains.ts';
import { Context, type Handlers, scopeReference } from './context.ts';
import { creationHandlers } from './creations.ts';
import { declarationHandlers } from './declarations.ts';
import { functionHandlers, visitBlock } from './functions.ts';
import { loopHandlers } from './loops.ts';
import { memberHandlers } from './members.ts';
import { promiseHandlers } from './promises.ts';
import { variableHandlers } from './variables.ts';

const HANDLERS: Handlers = {
  ...variableHandlers,
  ...memberHandlers,
  ...assignmentHandlers,
  ...declarationHandlers,
  ...callHandlers,
  ...chainHandlers,
  ...creationHandlers,
  ...functionHandlers,
  ...loopHandlers,
  ...promiseHandlers,
};

/** Instruments a program, in place. */
export function transformProgram({ program }: t.File, facts: ProgramFacts, prefix: string): void {
  const context = new Context(facts, prefix, HANDLERS);
  visitBlock(program, context);
  program.body.unshift(...prologue(context), ...context.topLocals());
}

/** Takes the hooks apart, as a variable is faster to call than a property. */
function prologue(context: Context): t.Statement[] {
  const { facts } = context;
  const hooks = t.objectPattern(
    HOOKS.map((name) => t.objectProperty(t.identifier(name), context.hookReference(name))),
  );
  const open = t.callExpression(t.memberExpression(t.identifier(HEAP_HOOKS), t.identifier('open')), [
    t.stringLiteral([...facts.properties.followed].join(' ')),
    t.stringLiteral([...facts.properties.unfollowed].join(' ')),
  ]);
  const shared = facts.conflated.map((token) =>
    t.variableDeclarator(scopeReference(token), context.hook('conflated', t.stringLiteral(token.label))),
  );
  return [
    t.variableDeclaration('const', [t.variableDeclarator(hooks, open), ...shared]),
    t.variableDeclaration(
      'let',
      [context.object, context.key, context.value].map((name) => t.variableDeclarator(name)),
    ),
  ];
}
