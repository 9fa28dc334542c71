/** An order: that of `parent` up to `position`, there another alternative than the first, then the first ones. */
export interface Departure {
  readonly parent: Departure | undefined;
  readonly position: number;
  readonly alternative: number;
  /** What the whole order costs. */
  readonly spent: number;
}

/** Costs of the alternatives at one position; the first costs nothing. */
export type Costs = readonly number[];

interface Explored {
  readonly departure: Departure;
  /** At the positions after that of the departure. */
  readonly later: readonly Costs[];
}

/** The order of first alternatives throughout. */
const ROOT: Departure = { parent: undefined, position: -1, alternative: 0, spent: 0 };

/**
 * Enumerates orders by what they cost, each exactly once: first all that cost nothing, then all that cost one, up to
 * a bound. An explored order shows which further departures there are after its last, so none is explored to find
 * out. Of each order that can still be departed from its costs are kept, about a kilobyte.
 */
export class Departures {
  /** The highest cost of which all orders have been explored; -1 for none. */
  completed = -1;
  /** The highest cost of an order known to exist. */
  dearest = 0;
  readonly #bound: number;
  readonly #explored: Explored[] = [];
  readonly #pending: Generator<Departure, undefined>;

  constructor(bound: number) {
    this.#bound = bound;
    this.#pending = this.#enumerate();
  }

  /** The next order to explore, to be followed by {@link add}; undefined when all within the bound have been. */
  next(): Departure | undefined {
    return this.#pending.next().value;
  }

  /** @param later the costs met after the departure's position */
  add(departure: Departure, later: readonly Costs[]): void {
    let cheapest = Number.POSITIVE_INFINITY;
    for (const costs of later) {
      for (const cost of costs.slice(1)) {
        cheapest = Math.min(cheapest, departure.spent + cost);
        this.dearest = Math.max(this.dearest, departure.spent + cost);
      }
    }
    if (cheapest <= this.#bound) this.#explored.push({ departure, later });
  }

  *#enumerate(): Generator<Departure, undefined> {
    yield ROOT;
    for (let spent = 0; spent <= Math.min(this.#bound, this.dearest); spent += 1) {
      // Grows while it is gone through, by orders that cost no more than those they depart from.
      for (const explored of this.#explored) yield* departuresFrom(explored, spent);
      this.completed = spent;
    }
    return undefined;
  }
}

function* departuresFrom({ departure, later }: Explored, spent: number): Generator<Departure> {
  for (const [index, costs] of later.entries()) {
    for (let alternative = 1; alternative < costs.length; alternative += 1) {
      if (departure.spent + (costs[alternative] ?? 0) !== spent) continue;
      yield { parent: departure, position: departure.position + 1 + index, alternative, spent };
    }
  }
}

/** Which alternative to take at which position, the first elsewhere. */
export function alternativesOf(departure: Departure): ReadonlyMap<number, number> {
  const taken = new Map<number, number>();
  for (let at: Departure | undefined = departure; at; at = at.parent) taken.set(at.position, at.alternative);
  return taken;
}
