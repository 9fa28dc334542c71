import { observing } from '../../simulation/execution/observing.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { AT_REST } from '../../simulation/world/at-rest.ts';
import type { Step } from '../../simulation/world/step.ts';

/** How often an execution went from one actor to another. */
export interface Switches {
  /**
   * Ids of the steps before which the actor that ran last could have gone on: the choices that make the
   * schedule what it is.
   */
  readonly preemptions: ReadonlySet<string>;
  /** All of them, those included that a queue or a finished actor forced. */
  readonly all: number;
}

/**
 * Counts context switches as a strategy makes them. Only preemptions measure how contrived a schedule is
 * (Musuvathi and Qadeer, "Iterative context bounding", 2007): behind a serial queue two actors must alternate.
 */
export class SwitchCounter {
  readonly #preemptions = new Set<string>();
  #all = 0;

  get counts(): Switches {
    return { preemptions: this.#preemptions, all: this.#all };
  }

  /** The same strategy, its choices counted. */
  watch(strategy: Strategy): Strategy {
    return observing(strategy, { picked: (enabled, last, step) => this.picked(enabled, last, step) });
  }

  /** Counts a choice. */
  picked(enabled: readonly Step[], last: Step | undefined, picked: Step | undefined): void {
    if (!picked || picked === AT_REST || !last || picked.actor === last.actor) return;
    this.#all += 1;
    if (enabled.some(({ actor, kind }) => actor === last.actor && kind !== 'kill')) {
      this.#preemptions.add(picked.id);
    }
  }
}
