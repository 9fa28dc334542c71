/**
 * States that a search has visited, and the enabled steps that it did not try in each because they were asleep, as
 * {@link StepBits}.
 */
export interface VisitedStates {
  /** Number of different states. */
  readonly size: number;
  /**
   * Notes a visit of a state in which these steps are asleep, and all others are tried.
   * @returns undefined at the first visit; later, the steps that no visit has tried until now
   */
  meet(key: string, asleep: number): number | undefined;
}

/** The most steps of a state that a set can hold. One more bit is left for a table to mark used entries. */
export const MOST_ASLEEP = 31;

/** Sets of steps of one state as numbers, with one bit per step. Steps beyond the first 31 are in no set. */
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
