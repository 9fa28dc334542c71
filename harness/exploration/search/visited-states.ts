/**
 * States that a search has met, and what it left out in each because it was asleep. That is a set of enabled steps,
 * as {@link StepBits}.
 */
export interface VisitedStates {
  /** Number of different states. */
  readonly size: number;
  /**
   * Says that a state is met with these steps asleep, and all others tried.
   * @returns undefined the first time; later the steps that had been left out until now
   */
  meet(key: string, asleep: number): number | undefined;
}

/** Steps of a state that can be left out; one more bit is free for a table to say that an entry is there. */
export const MOST_ASLEEP = 31;

/** Sets of steps of one state as numbers, in which each step has a bit. Those beyond the first 31 are in no set. */
export class StepBits {
  /** Sorted, so that they are the same in each visit of the state. */
  readonly #ids: readonly string[];

  /** @param ids of the enabled steps */
  constructor(ids: readonly string[]) {
    this.#ids = ids.toSorted().slice(0, MOST_ASLEEP);
  }

  bitsOf(steps: { has(id: string): boolean }): number {
    let bits = 0;
    for (const [index, id] of this.#ids.entries()) if (steps.has(id)) bits |= 1 << index;
    return bits;
  }

  isIn(bits: number, id: string): boolean {
    const index = this.#ids.indexOf(id);
    return index >= 0 && (bits & (1 << index)) !== 0;
  }
}

/** In the memory of one thread. */
export class LocalVisitedStates implements VisitedStates {
  /** By state, the steps that were asleep at every visit. */
  readonly #asleep = new Map<string, number>();

  get size(): number {
    return this.#asleep.size;
  }

  meet(key: string, asleep: number): number | undefined {
    const before = this.#asleep.get(key);
    this.#asleep.set(key, before === undefined ? asleep : before & asleep);
    return before;
  }
}
