import { type Accesses, type AccessMode, conflict } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';
import { ALWAYS_SHARED, sharedName } from './accesses.ts';

interface Access {
  readonly step: string;
  readonly mode: AccessMode;
}

/** Finds the locations on which steps conflict that no causal chain orders. */
export class SharedLocations {
  /** The locations that the search already knows. */
  readonly #known: ReadonlySet<string>;
  readonly #found = new Set<string>();
  readonly #parents = new Map<string, string | undefined>();
  readonly #accesses = new Map<string, Access[]>();
  /** The step taken at each depth, and the locations noted for it. */
  readonly #path: { readonly step: string; readonly noted: readonly string[] }[] = [];

  constructor(known: readonly string[]) {
    this.#known = new Set(known);
  }

  /** New shared locations, in the order in which they were found. */
  get found(): readonly string[] {
    return [...this.#found];
  }

  /** Forgets everything from a depth on: the next execution is about to differ from the last one there. */
  rewind(depth: number): void {
    while (this.#path.length > depth) {
      const last = this.#path.pop();
      if (!last) return;
      this.#parents.delete(last.step);
      for (const location of last.noted) this.#accesses.get(location)?.pop();
    }
  }

  record(step: Step, accesses: Accesses): void {
    this.#parents.set(step.id, step.lineage.parent);
    const noted: string[] = [];
    for (const [location, mode] of accesses) {
      const name = sharedName(location);
      if (this.#known.has(name)) continue;
      const before = this.#accesses.get(location) ?? [];
      const conflicts = before.some(
        (access) => conflict(mode, access.mode) && !this.#isAncestor(access.step, step.id),
      );
      if (conflicts) this.#found.add(name);
      before.push({ step: step.id, mode });
      this.#accesses.set(location, before);
      noted.push(location);
    }
    this.#path.push({ step: step.id, noted });
  }

  touchedBy(accesses: Accesses): boolean {
    for (const location of accesses.keys()) {
      if (location.startsWith(ALWAYS_SHARED)) return true;
      const name = sharedName(location);
      if (this.#known.has(name) || this.#found.has(name)) return true;
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
