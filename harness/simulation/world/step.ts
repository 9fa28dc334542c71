import type { StepFacts, StepKind } from '../../../results/step-facts.ts';

/** Something that can happen next. A strategy picks one of the enabled steps at a time. */
export interface Step {
  /** Makes the ids of the steps that it issues. */
  readonly lineage: Lineage;
  /**
   * The causal id, derived from the id of the step that issued it and its index among the steps issued there. So it names
   * the same thing in executions that differ elsewhere.
   */
  readonly id: string;
  readonly kind: StepKind;
  /** The app call on whose behalf it happens: exact when observed, otherwise inherited from the issuer. */
  readonly actor: string;
  readonly realm: string;
  /** What it accesses outside JavaScript, such as a storage key; undefined if nothing. */
  readonly resource: string | undefined;
  readonly writes: boolean;
  /** Whether JavaScript of a realm runs in it, so that the world must become quiescent afterwards. */
  readonly runsJavaScript: boolean;
  /** The stack of the code that issued it, innermost first; only if stacks are kept. */
  readonly stack: string | undefined;
  /** For a call: the stack of the app's code that made it; only if stacks are kept. */
  readonly programStack?: string | undefined;
  /**
   * What it received from outside JavaScript, once it has run: the value read, the response. Complete, for comparing
   * states; never shown.
   */
  outcome?(): string;
  /** Whether it is enabled only directly after the previous step: any other step disables it for good. */
  readonly onlyNow?: boolean;
  /** Whether, once it has run, it left unchanged what it writes. Then it is only a read to all others. */
  leftUnchanged?(): boolean;
  /**
   * What it does, without secrets, and its outcome once it has run. Computed at each call, because most executions are
   * never shown.
   */
  facts(): StepFacts;
  run(): void;
}

/** Whether it is a fault. */
export function isFault({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'fault' || kind === 'kill';
}

/**
 * Makes causal ids. A chain of steps that each issue one counts up (`A`, `A:1`, `A:2`); further children of
 * one step are numbered behind a slash (`A:2/1`, `A:2/2`).
 */
export class Lineage {
  readonly id: string;
  /** The id of the step that issued it; undefined if none did. */
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

  /** @param parent the id of the step that issued it, if its own id does not contain that */
  static root(name: string, parent?: string): Lineage {
    return new Lineage(name, 0, parent);
  }

  /** The lineage of something that may happen in its place. */
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
