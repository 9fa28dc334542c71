/** States that a search has met, and what it left out there because it was asleep. */
export interface VisitedStates {
  /** Number of different states. */
  readonly size: number;
  /**
   * Says that a state is met with these steps asleep.
   * @returns undefined the first time; later the steps that were left out before and have to be tried now
   */
  meet(key: string, sleep: ReadonlySet<string>): ReadonlySet<string> | 'all' | undefined;
}

/** In the memory of one thread. */
export class LocalVisitedStates implements VisitedStates {
  /** By state, the steps that were asleep at every visit. */
  readonly #asleep = new Map<string, ReadonlySet<string>>();

  get size(): number {
    return this.#asleep.size;
  }

  meet(key: string, sleep: ReadonlySet<string>): ReadonlySet<string> | undefined {
    const before = this.#asleep.get(key);
    if (!before) {
      this.#asleep.set(key, sleep);
      return undefined;
    }
    this.#asleep.set(key, new Set([...before].filter((id) => sleep.has(id))));
    return before;
  }
}
