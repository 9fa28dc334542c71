import type { Accesses } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';

/** What the exhaustive search has to know about the system that it explores. */
export interface SearchProbe {
  /** Called before a step is taken. @param isAgain whether the search has been here before, by the same steps */
  before(step: Step, isAgain?: boolean): void;
  /** Called when it has come to rest. @returns what it read and wrote */
  after(step: Step): Accesses;
  /** In place of {@link after} where the search has been here before and knows what the step accesses. */
  afterAgain(step: Step): void;
  /**
   * A key of the present state. Equal keys promise an equal future: the same steps lead to the same outcomes. It
   * is made of what every step taken has read, and of all that later steps can see.
   */
  stateKey(): string;
  /**
   * Whether nothing that can happen before this step can tell whether it has happened, known without trying, as of
   * the head of a serial queue.
   */
  isInvisible(step: Step): boolean;
  /** The system did not do again what it did before: it is not under control. */
  lost(what: string): void;
}
