import type { StepFacts, StepKind } from '../../../results/step-facts.ts';

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
  /** Of a call, the stack of the code of the app that made it; only where stacks are kept. */
  readonly programStack?: string | undefined;
  /**
   * What it got from outside JavaScript once it has run: the value read, the response. In full, to compare states
   * by; never to be shown.
   */
  outcome?(): string;
  /** Whether it is enabled only directly after the step before: any other step disables it for good. */
  readonly onlyNow?: boolean;
  /** Whether, once it has run, it left what it writes as it was: a read then, to all others. */
  leftUnchanged?(): boolean;
  /**
   * What it does, without secrets, and what came of it once it has run. Computed anew each time, as most executions
   * are never shown.
   */
  facts(): StepFacts;
  run(): void;
}

/** Whether it is something that goes wrong. */
export function isFault({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'fault' || kind === 'kill';
}

/**
 * Makes causal ids. A chain of steps that each issue one counts up (`A`, `A:1`, `A:2`); further children of
 * one step are numbered behind a slash (`A:2/1`, `A:2/2`).
 */
export class Lineage {
  readonly id: string;
  /** The id of what issued it; undefined for what nothing did. */
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

  /** @param parent the id of what issued it, which its own does not tell */
  static root(name: string, parent?: string): Lineage {
    return new Lineage(name, 0, parent);
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
