/**
 * - `call`: an app's call into Amplify starts.
 * - `effect`: a storage operation takes effect.
 * - `completion`: the caller of a storage operation is told.
 * - `request`: a request reaches the server; its state changes here.
 * - `response`: a response is delivered.
 * - `fault`: something goes wrong: instead of one of these, or around them, for this once or from now on.
 * - `recovery`: what went wrong for a time is well again.
 * - `propagation`: a write of one browser tab becomes visible in another process.
 * - `event`: a page hears of something that happened outside it.
 * - `load`: a page loads to which the user comes back from another site.
 * - `timer`: virtual time moves on to the next timer, which fires.
 * - `kill`: a realm dies with all that it had under way, and its app is started again.
 * - `rest`: nothing more happens; offered where all else need not happen, and never taken.
 */
export type StepKind =
  | 'call'
  | 'effect'
  | 'completion'
  | 'request'
  | 'response'
  | 'fault'
  | 'recovery'
  | 'propagation'
  | 'event'
  | 'load'
  | 'timer'
  | 'kill'
  | 'rest';

/** One thing that can happen next. Of the enabled steps a strategy picks one at a time. */
export interface Step {
  /** Makes the ids of what it issues. */
  readonly lineage: Lineage;
  /**
   * By causality: derived from the id of the step that issued it and its index among those issued there, so
   * that it names the same thing in executions that differ elsewhere.
   */
  readonly id: string;
  readonly kind: StepKind;
  /** The app call on whose behalf it happens: exact when observed, otherwise inherited from the issuer. */
  readonly actor: string;
  readonly realm: string;
  /** What it touches outside JavaScript, such as a storage key; undefined for none. */
  readonly resource: string | undefined;
  readonly writes: boolean;
  /** Whether JavaScript of a realm runs in it, so that the world must become quiescent afterwards. */
  readonly runsJavaScript: boolean;
  /** The stack of the code that issued it, innermost first; only where stacks are kept. */
  readonly stack: string | undefined;
  /**
   * What it got from outside JavaScript once it has run: the value read, the response. In full, to compare states
   * by; never to be shown.
   */
  outcome?(): string;
  /** Whether it is enabled only directly after the step before: any other step disables it for good. */
  readonly onlyNow?: boolean;
  /** Whether, once it has run, it left what it writes as it was: a read then, to all others. */
  leftUnchanged?(): boolean;
  /** In words, without secrets. Once the step has run it says what came of it. */
  describe(): string;
  run(): void;
}

/** Whether it is something that goes wrong. */
export function isDisaster({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'fault' || kind === 'kill';
}

/**
 * Makes causal ids. A chain of steps that each issue one counts up (`A`, `A:1`, `A:2`); further children of
 * one step are numbered behind a slash (`A:2/1`, `A:2/2`).
 */
export class Lineage {
  readonly id: string;
  /** The id of what issued it; undefined for a root. */
  readonly parent: string | undefined;
  readonly #base: string;
  readonly #depth: number;
  #issued = 0;

  private constructor(base: string, depth: number, parent?: string) {
    this.parent = parent;
    this.#base = base;
    this.#depth = depth;
    this.id = depth === 0 ? base : `${base}:${depth}`;
  }

  static root(name: string): Lineage {
    return new Lineage(name, 0);
  }

  /** The lineage of what may happen in place of this. */
  alternative(name: string): Lineage {
    return new Lineage(`${this.id}!${name}`, 0, this.parent);
  }

  /** The lineage of the next thing that this one issues. */
  next(): Lineage {
    const index = this.#issued;
    this.#issued += 1;
    return index === 0
      ? new Lineage(this.#base, this.#depth + 1, this.id)
      : new Lineage(`${this.id}/${index}`, 0, this.id);
  }
}
