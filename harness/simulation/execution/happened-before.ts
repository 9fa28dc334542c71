import { type Accesses, type AccessMode, conflict } from '../../instrumentation/access-set.ts';
import { HashSum, hashWord } from '../world/hash64.ts';

/** One event of a partial order. */
export interface PartialEvent {
  /** Equal for events that nobody can tell apart but by their place. */
  readonly label: string;
  /** It comes after every event before it that conflict with these. */
  readonly accesses: Accesses;
  /** Events, by number, that it comes after in any case. */
  readonly after?: readonly number[];
}

/** Two of the sequences that a partial order allows, which differ wherever they can. */
export type Sequence = 'usual' | 'other';

interface Node {
  readonly hash: string;
  readonly after: ReadonlySet<number>;
}

/**
 * A partial order of events: those that conflict are in the order in which they were added, others in none. It is the
 * same, and so is all that it says, for any two sequences that differ only in the order of events without a conflict
 * (one Mazurkiewicz trace).
 */
export class HappenedBefore {
  readonly #nodes: Node[] = [];
  readonly #uses = new Map<string, { readonly mode: AccessMode; readonly event: number }[]>();
  readonly #sum = new HashSum();

  /** Equal for equal partial orders. */
  get digest(): string {
    return this.#sum.value;
  }

  /** @returns its number: events are numbered from 0 as they are added */
  add({ label, accesses, after = [] }: PartialEvent): number {
    const event = this.#nodes.length;
    const before = new Set(after);
    for (const [location, mode] of accesses) {
      const uses = this.#uses.get(location) ?? [];
      for (const use of uses) if (conflict(mode, use.mode)) before.add(use.event);
      uses.push({ mode, event });
      this.#uses.set(location, uses);
    }
    const causes = [...before].map((cause) => this.#nodes[cause]?.hash).sort();
    const hash = hashWord(`${label}\n${causes.join(' ')}`);
    this.#nodes.push({ hash, after: before });
    this.#sum.add(hash);
    return event;
  }

  /**
   * One sequence that the partial order allows, always the same for equal ones.
   * @param which of those that it allows: of two events in no order the other comes first in the other
   * @returns by number of an event, its place in the sequence, from 1
   */
  places(which: Sequence = 'usual'): readonly number[] {
    const places: number[] = [];
    const waiting = new Map(this.#nodes.entries());
    for (let place = 1; waiting.size > 0; place += 1) {
      let next: number | undefined;
      for (const [event, { hash, after }] of waiting) {
        const best = next === undefined ? undefined : this.#nodes[next]?.hash;
        if (best !== undefined && (which === 'usual' ? hash >= best : hash <= best)) continue;
        if ([...after].every((cause) => !waiting.has(cause))) next = event;
      }
      if (next === undefined) break;
      waiting.delete(next);
      places[next] = place;
    }
    return places;
  }
}
