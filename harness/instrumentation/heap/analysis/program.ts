import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { traverse } from '../babel.ts';
import { functionOfThis } from './boundaries.ts';
import { convertedVariable } from './converted-variables.ts';
import { HostNotes } from './host-notes.ts';
import { PropertyNames } from './property-names.ts';
import { type ScopeToken, type TrackedVariable, TrackedVariables } from './tracked-variables.ts';

/** What has to be known about a program to instrument it. */
export interface ProgramFacts {
  /** The tracked variable that an identifier reads, assigns to or declares. */
  readonly variables: ReadonlyMap<t.Node, TrackedVariable>;
  readonly variableCount: number;
  /** Scopes whose instances are distinguished, by the node where an instance begins. */
  readonly scopes: ReadonlyMap<t.Node, ScopeToken>;
  /** Scopes whose instances cannot be distinguished. */
  readonly conflated: readonly ScopeToken[];
  readonly properties: PropertyNames;
  /** The name under which each private field is recorded, by each use. */
  readonly privateNames: ReadonlyMap<t.Node, string>;
  /** Nodes with an `await` or `yield` of their own function in them. */
  readonly suspending: ReadonlySet<t.Node>;
  /** Functions that use `this` and may be called with `new`. */
  readonly constructors: ReadonlySet<t.Node>;
  /** Identifiers that stand for a global. */
  readonly globals: ReadonlySet<t.Node>;
  /** Variables that an update or an assignment turns into a primitive, and that may hold an object. */
  readonly converted: ReadonlySet<t.Node>;
  readonly notes: HostNotes;
}

/** Assignments that turn what was there into a primitive. */
const COMPOUND = /^(?!(\?\?|\|\||&&)=$).+=$/;

/** @param prefix of the names of variables to be added to the code */
export function analyseProgram(ast: t.File, prefix: string): ProgramFacts {
  const tracked = new TrackedVariables(prefix);
  const variables = new Map<t.Node, TrackedVariable>();
  const notes = new HostNotes();
  const properties = new PropertyNames(notes);
  const privateNames = new Map<t.Node, string>();
  const suspending = new Set<t.Node>();
  const constructors = new Set<t.Node>();
  const globals = new Set<t.Node>();
  const converted = new Set<t.Node>();

  const member = (path: NodePath<t.MemberExpression | t.OptionalMemberExpression>): void =>
    properties.addMember(path);
  const convert = (path: NodePath<t.UpdateExpression | t.AssignmentExpression>): void => {
    const variable = convertedVariable(path);
    if (variable) converted.add(variable);
  };
  const suspend = (path: NodePath): void => {
    for (let at: NodePath | null = path; at && !at.isFunction(); at = at.parentPath) suspending.add(at.node);
  };
  const useThis = (path: NodePath): void => {
    const code = functionOfThis(path);
    if (code?.type !== 'FunctionDeclaration' && code?.type !== 'FunctionExpression') return;
    if (!code.async && !code.generator) constructors.add(code);
  };
  traverse(ast, {
    Scopable: ({ scope, node }) => {
      if (scope.block === node) tracked.addScope(scope);
    },
    Identifier: (path) => {
      const variable = tracked.lookUp(path);
      if (variable) variables.set(path.node, variable);
      else if (path.isReferencedIdentifier() && !path.scope.hasBinding(path.node.name, true)) {
        globals.add(path.node);
        notes.addGlobal(path);
      }
    },
    MemberExpression: member,
    OptionalMemberExpression: member,
    ObjectPattern: (path) => properties.addPattern(path),
    CallExpression: (path) => properties.addCall(path),
    PrivateName: (path) => {
      const label = labelOfField(path);
      if (label !== undefined) privateNames.set(path.node, label);
    },
    ObjectMethod: (path) => notes.addNamed(path.node),
    ObjectProperty: (path) => {
      if (path.parentPath.isObjectPattern()) return;
      notes.addNamed(path.node);
      notes.addStored(path.get('value') as NodePath);
    },
    ClassMethod: (path) => notes.addNamed(path.node),
    ClassProperty: (path) => {
      notes.addNamed(path.node);
      if (path.node.value) notes.addStored(path.get('value') as NodePath);
    },
    UpdateExpression: convert,
    AssignmentExpression: (path) => {
      if (COMPOUND.test(path.node.operator)) convert(path);
      if (t.isMemberExpression(path.node.left)) notes.addStored(path.get('right'));
    },
    AwaitExpression: suspend,
    YieldExpression: suspend,
    ForOfStatement: (path) => {
      if (path.node.await) suspend(path);
    },
    ThisExpression: useThis,
    WithStatement: () => notes.add('`with` statements'),
  });
  return {
    variables,
    variableCount: tracked.count,
    scopes: tracked.scopes,
    conflated: tracked.conflated,
    properties,
    privateNames,
    suspending,
    constructors,
    globals,
    converted,
    notes,
  };
}

/**
 * The name under which a private field is recorded, for which fields of the same name in different classes differ;
 * undefined for private methods and accessors.
 */
export function labelOfField(path: NodePath<t.PrivateName>): string | undefined {
  const { name } = path.node.id;
  for (let at: NodePath | null = path; at; at = at.parentPath) {
    if (!at.isClass()) continue;
    const declared = at.node.body.body.find(
      (part) => 'key' in part && t.isPrivateName(part.key) && part.key.id.name === name,
    );
    if (!declared) continue;
    const { line, column } = at.node.loc?.start ?? { line: 0, column: 0 };
    return t.isClassPrivateProperty(declared) ? `#${name} of class at ${line}.${column}` : undefined;
  }
  return undefined;
}
