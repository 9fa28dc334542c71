import type { World } from './world.ts';

/** How often a fault may strike in one execution. */
export interface FaultQuota {
  /** Tells it from the other faults of a scenario. */
  readonly name: string;
  readonly times: number;
}

/** The faults that may still strike in an execution: so many of each, so many altogether. */
export class FaultBudget {
  readonly #world: World;
  #left: number;
  readonly #struck = new Map<string, number>();

  /** @param max how many altogether */
  constructor(world: World, max: number) {
    this.#world = world;
    this.#left = max;
  }

  allows({ name, times }: FaultQuota): boolean {
    return this.#left > 0 && this.struck(name) < times;
  }

  /** How often a fault has struck. */
  struck(name: string): number {
    return this.#struck.get(name) ?? 0;
  }

  /** Notes that one of the allowed strikes, in the step in progress. */
  strike({ name }: FaultQuota): void {
    this.#world.touch('write', 'faults');
    this.#left -= 1;
    this.#struck.set(name, this.struck(name) + 1);
  }

  /** Equal for budgets that allow the same from now on. */
  digest(): string {
    const struck = [...this.#struck].map(([name, times]) => `${name}*${times}`);
    return `${this.#left} ${struck.sort().join(',')}`;
  }
}
