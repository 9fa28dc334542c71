import type { PlainStrategy, Sampling } from './sampling.ts';

/** Counts the executions of a strategy of which each depends on its number. */
export class NumberedExecutions implements Sampling {
  readonly settings: PlainStrategy;
  readonly learnsFrom: number;
  #current = -1;

  constructor(settings: PlainStrategy, learnsFrom = 0) {
    this.settings = settings;
    this.learnsFrom = learnsFrom;
  }

  /** The number of the execution under way, from 0. */
  get current(): number {
    return this.#current;
  }

  goTo(execution: number): void {
    this.#current = execution - 1;
  }

  /** The number of the execution that begins. */
  next(): number {
    this.#current += 1;
    return this.#current;
  }
}
