import type { Binding, NodePath, Scope } from '@babel/traverse';
import type * as t from '@babel/types';
import { codeAround, isBootCode } from './boundaries.ts';
import { isInitialisedLate } from './initialised-late.ts';

/** A scope with tracked variables. */
export interface ScopeToken {
  /** The variable in the instrumented code that holds its identity. */
  readonly reference: string;
  /** Name of the scope, for people, where its instances are not told apart. */
  readonly label: string;
}

/** A variable that closures share and somebody assigns to, or initialises, after boot. */
export interface TrackedVariable {
  readonly name: string;
  readonly scope: ScopeToken;
  /** Whether it may be used before it is initialised, in an earlier step. */
  readonly startsEmpty: boolean;
}

/** Finds tracked variables, and gives each scope that has some a token. */
export class TrackedVariables {
  /** By the node at whose beginning an instance of the scope begins. */
  readonly scopes = new Map<t.Node, ScopeToken>();
  readonly conflated: ScopeToken[] = [];
  readonly #prefix: string;
  readonly #tracked = new Map<Binding, TrackedVariable>();
  readonly #names = new Set<string>();
  #tokens = 0;

  /** @param prefix of the names of variables to be added to the code */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get count(): number {
    return this.#tracked.size;
  }

  /** To be called with each node that makes a scope, from the outside in. */
  addScope(scope: Scope): void {
    for (const binding of Object.values(scope.bindings)) {
      const isAssigned = binding.constantViolations.some((path) => !isBootCode(path));
      const startsEmpty = isInitialisedLate(binding);
      if (!(isAssigned || startsEmpty) || !isCaptured(binding)) continue;
      const { name } = binding.identifier;
      const tracked = { name, scope: this.#tokenAt(beginningOf(binding), binding), startsEmpty };
      this.#tracked.set(binding, tracked);
      this.#names.add(name);
    }
  }

  /** The tracked variable that an identifier stands for. */
  lookUp(path: NodePath<t.Identifier>): TrackedVariable | undefined {
    const { name } = path.node;
    if (!this.#names.has(name)) return undefined;
    const binding = path.scope.getBinding(name);
    return binding && this.#tracked.get(binding);
  }

  #tokenAt(begin: t.Node | undefined, { scope, identifier }: Binding): ScopeToken {
    const key = begin ?? scope.block;
    const known = this.scopes.get(key) ?? this.conflated.find(({ label }) => label === labelOf(scope));
    if (known) return known;
    this.#tokens += 1;
    const token: ScopeToken = {
      reference: `${this.#prefix}scope${this.#tokens}`,
      label: begin ? `scope of ${identifier.name}` : labelOf(scope),
    };
    if (begin) this.scopes.set(begin, token);
    else this.conflated.push(token);
    return token;
  }
}

function labelOf(scope: Scope): string {
  const { line, column } = scope.block.loc?.start ?? { line: 0, column: 0 };
  return `scope at ${line}.${column}`;
}

function isCaptured(binding: Binding): boolean {
  const home = codeAround(binding.scope.path.isFunction() ? bodyOf(binding.scope.path) : binding.scope.path);
  return [...binding.referencePaths, ...binding.constantViolations].some((path) => codeAround(path) !== home);
}

function bodyOf(path: NodePath): NodePath {
  return path.get('body') as NodePath;
}

/**
 * The node at whose beginning each instance of a variable's scope begins, before anything can see the variable;
 * undefined if there is none, as for the variables of a `for (let ...;;)`, of which each turn has a copy.
 */
function beginningOf(binding: Binding): t.Node | undefined {
  const { block, path } = binding.scope;
  switch (block.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return block;
    case 'CatchClause':
      return block.body;
    case 'ForInStatement':
    case 'ForOfStatement':
      return block.body.type === 'BlockStatement' ? block.body : undefined;
    default:
      return path.isFunction() && !isSeenByParameters(binding, path) ? path.node.body : undefined;
  }
}

/** Whether a parameter is used by the default value of another one: code that runs before the body. */
function isSeenByParameters(binding: Binding, path: NodePath<t.Function>): boolean {
  if (binding.kind !== 'param') return false;
  return [...binding.referencePaths, ...binding.constantViolations].some(
    (use) => use.findParent((parent) => parent.parentPath === path)?.listKey === 'params',
  );
}
