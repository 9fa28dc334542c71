import type { Step } from '../world/step.ts';
import type { Accesses } from './accesses.ts';

interface Access {
  readonly step: Step;
  readonly mode: 'read' | 'write';
}

/** Finds the locations on which steps conflict that no causal chain orders. */
export class SharedLocations {
  /** Those that the search relies on. */
  readonly #known = new Set<string>();
  readonly #found = new Set<string>();
  #parents = new Map<string, string | undefined>();
  #accesses = new Map<string, Access[]>();

  /** Whether locations have been found that are not relied on yet. */
  get grew(): boolean {
    return this.#found.size > 0;
  }

  /** Relies on what has been found. */
  accept(): void {
    for (const location of this.#found) this.#known.add(location);
    this.#found.clear();
  }

  beginExecution(): void {
    this.#parents = new Map();
    this.#accesses = new Map();
  }

  record(step: Step, accesses: Accesses): void {
    this.#parents.set(step.id, step.lineage.parent);
    for (const [location, mode] of accesses) {
      if (this.#known.has(location)) continue;
      const before = this.#accesses.get(location) ?? [];
      const conflicts = before.some(
        (access) =>
          (mode === 'write' || access.mode === 'write') && !this.#isAncestor(access.step.id, step.id),
      );
      if (conflicts) this.#found.add(location);
      before.push({ step, mode });
      this.#accesses.set(location, before);
    }
  }

  touchedBy(accesses: Accesses): boolean {
    for (const location of accesses.keys()) {
      if (this.#known.has(location) || this.#found.has(location)) return true;
    }
    return false;
  }

  #isAncestor(ancestor: string, id: string): boolean {
    for (let at: string | undefined = id; at !== undefined; at = this.#parents.get(at)) {
      if (at === ancestor) return true;
    }
    return false;
  }
}
