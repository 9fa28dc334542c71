import type { World } from './world.ts';

/** How often a fault may happen in one execution. */
export interface FaultQuota {
  /** Distinguishes it from the other faults of a scenario. */
  readonly name: string;
  readonly times: number;
}

/** The faults that may still happen in an execution: how many of each, and how many altogether. */
export class FaultBudget {
  readonly #world: World;
  #left: number;
  readonly #spent = new Map<string, number>();

  /** @param max the most faults altogether */
  constructor(world: World, max: number) {
    this.#world = world;
    this.#left = max;
  }

  allows({ name, times }: FaultQuota): boolean {
    return this.#left > 0 && this.spent(name) < times;
  }

  /** How often a fault has happened. */
  spent(name: string): number {
    return this.#spent.get(name) ?? 0;
  }

  /** Notes that one of the allowed faults happens in the step in progress. */
  spend({ name }: FaultQuota): void {
    this.#world.touch('write', 'faults');
    this.#left -= 1;
    this.#spent.set(name, this.spent(name) + 1);
  }

  /** Equal for budgets that allow the same from now on. */
  digest(): string {
    const spent = [...this.#spent].map(([name, times]) => `${name}*${times}`);
    return `${this.#left} ${spent.sort().join(',')}`;
  }
}
