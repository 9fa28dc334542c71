import type { Accesses } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';

/** What the exhaustive search needs to know about the system that it explores. */
export interface SearchProbe {
  /** Called before a step is taken. @param isAgain whether the search has been here before, by the same steps */
  before(step: Step, isAgain?: boolean): void;
  /** Called when a step has come to rest. @returns its accesses */
  after(step: Step): Accesses;
  /** Called in place of {@link after} if the search has been here before and knows the step's accesses. */
  afterAgain(step: Step): void;
  /**
   * The key of the current state. Equal keys promise an equal future: the same steps lead to the same outcomes. It is
   * computed from what every step has read, and from all that later steps can see.
   */
  stateKey(): string;
  /**
   * Whether it is known in advance that no step that can happen before this one can see whether it has happened, as for
   * the head of a serial queue.
   */
  isInvisible(step: Step): boolean;
  /** Called if the system did not repeat what it did before: it is not under control. */
  lost(what: string): void;
}
