import * as t from '@babel/types';
import type { ProgramFacts } from '../analysis/program.ts';
import type { ScopeToken, TrackedVariable } from '../analysis/tracked-variables.ts';
import type { HookName } from '../hook-names.ts';

/** What a function of the host does with what it is given. */
export type Reading = 'deep' | 'whole' | 'primitive' | 'fill';

/** Instruments nodes of one type. Nodes within are its own business: it calls `visit` on them. */
export type Handlers = {
  readonly [Type in t.Node['type']]?: (node: Extract<t.Node, { type: Type }>, context: Context) => t.Node;
};

/** What handlers work with: facts about the program, the other handlers, and names for what they add. */
export class Context {
  readonly facts: ProgramFacts;
  readonly prefix: string;
  readonly followed: ReadonlySet<string>;
  readonly #handlers: Handlers;
  /** The functions around, from the outside in, each with the variables to be declared in it. */
  readonly #around: { readonly isAsync: boolean; readonly locals: string[] }[] = [
    { isAsync: false, locals: [] },
  ];
  #names = 0;

  constructor(facts: ProgramFacts, prefix: string, handlers: Handlers) {
    this.facts = facts;
    this.prefix = prefix;
    this.followed = facts.properties.followed;
    this.#handlers = handlers;
  }

  /** Instruments a node and all in it. @returns what takes its place */
  visit<Node extends t.Node>(node: Node): t.Node {
    const handler = this.#handlers[node.type] as ((node: Node, context: Context) => t.Node) | undefined;
    return handler ? handler(node, this) : this.visitChildren(node);
  }

  visitExpression(node: t.Expression): t.Expression {
    return this.visit(node) as t.Expression;
  }

  visitChildren<Node extends t.Node>(node: Node): Node {
    for (const key of t.VISITOR_KEYS[node.type] ?? []) this.visitChild(node, key as keyof Node);
    return node;
  }

  visitChild<Node extends t.Node>(node: Node, key: keyof Node): void {
    const child = node[key] as t.Node | (t.Node | null)[] | null | undefined;
    const visited = Array.isArray(child)
      ? child.map((each) => each && this.visit(each))
      : child && this.visit(child);
    node[key] = visited as Node[keyof Node];
  }

  /** A call of a hook. */
  hook(name: HookName, ...args: t.Expression[]): t.CallExpression {
    return t.callExpression(this.hookReference(name), args);
  }

  hookReference(name: HookName): t.Identifier {
    return t.identifier(`${this.prefix}${name}`);
  }

  /** A hook of a variable, given its scope and name. */
  variableHook(
    name: HookName,
    { scope, name: variable }: TrackedVariable,
    ...args: t.Expression[]
  ): t.CallExpression {
    return this.hook(name, scopeReference(scope), t.stringLiteral(variable), ...args);
  }

  /**
   * A variable that holds an object for a moment. All code shares it, so nothing of the program may run between its
   * assignment and its use.
   */
  get object(): t.Identifier {
    return t.identifier(`${this.prefix}object`);
  }

  /** As {@link object}, for the name of a property. */
  get key(): t.Identifier {
    return t.identifier(`${this.prefix}key`);
  }

  /** As {@link object}, for what is about to be turned into a primitive. */
  get value(): t.Identifier {
    return t.identifier(`${this.prefix}value`);
  }

  /** What the class of the host that the class around extends reads of what it is given. */
  superRead: Reading | undefined;

  /** That class, where it goes through what it is given. */
  superClass: t.Identifier | undefined;

  /** A name that nothing else has. */
  freshName(): t.Identifier {
    this.#names += 1;
    return t.identifier(`${this.prefix}${this.#names}`);
  }

  /** Whether the function around is `async`. */
  get isAsync(): boolean {
    return this.#around.at(-1)?.isAsync ?? false;
  }

  /** A variable of the function around. */
  local(): t.Identifier {
    const name = this.freshName();
    this.#around.at(-1)?.locals.push(name.name);
    return name;
  }

  /** Visits what is in a function. @returns the declaration of the {@link local}s that this has taken */
  inFunction(node: t.Function, visit: () => void): t.Statement[] {
    this.#around.push({ isAsync: node.async ?? false, locals: [] });
    visit();
    return declarationOf(this.#around.pop()?.locals ?? []);
  }

  /** The declaration of the {@link local}s outside all functions. */
  topLocals(): t.Statement[] {
    return declarationOf(this.#around[0]?.locals ?? []);
  }
}

export function scopeReference({ reference }: ScopeToken): t.Identifier {
  return t.identifier(reference);
}

/** Whether an expression gives the same value again, and does nothing else. */
export function isSimple(node: t.Node): node is t.Identifier | t.ThisExpression | t.Literal {
  return (
    t.isIdentifier(node) ||
    t.isThisExpression(node) ||
    t.isNumericLiteral(node) ||
    t.isStringLiteral(node) ||
    t.isBooleanLiteral(node) ||
    t.isNullLiteral(node)
  );
}

export function assign(target: t.Identifier, value: t.Expression): t.AssignmentExpression {
  return t.assignmentExpression('=', target, value);
}

export function copy<Node extends t.Node>(node: Node): Node {
  return t.cloneNode(node);
}

function declarationOf(names: readonly string[]): t.Statement[] {
  if (names.length === 0) return [];
  return [
    t.variableDeclaration(
      'let',
      names.map((name) => t.variableDeclarator(t.identifier(name))),
    ),
  ];
}
