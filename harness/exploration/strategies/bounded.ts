import type { Step } from '../../simulation/world/step.ts';
import { type Covered, type CoveringStrategy, SAMPLED } from './covering.ts';
import { alternativesOf, type Costs, type Departure, Departures } from './departures.ts';

/** A step that could be taken, and how much of the bound it uses. */
export interface Alternative {
  readonly step: Step;
  readonly cost: number;
}

/** What a bounded search counts. */
export interface Measure {
  readonly name: string;
  /** In the singular, such as `delay`. */
  readonly unit: string;
  /** The enabled steps. The first is the default choice and costs nothing. Depends only on its arguments. */
  alternatives(enabled: readonly Step[], last: Step | undefined): readonly Alternative[];
}

/** Executes every order that costs no more than `bound`, each exactly once, the cheap ones first. */
export function boundedStrategy(measure: Measure, bound: number): CoveringStrategy {
  const departures = new Departures(bound);
  const interned = new Map<string, Costs>();
  let current: Departure | undefined;
  let departed: ReadonlyMap<number, number> = new Map();
  let later: Costs[] = [];
  let taken = 0;
  /** An execution was stopped, or did not repeat the one that it departs from. */
  let gap = false;

  return {
    name: measure.name,
    get covered() {
      return gap ? SAMPLED : coveredWithin(departures, measure.unit);
    },
    begin() {
      current = departures.next();
      if (!current) return false;
      departed = alternativesOf(current);
      later = [];
      taken = 0;
      return true;
    },
    pick(enabled, last) {
      const alternatives = measure.alternatives(enabled, last);
      const chosen = alternatives[departed.get(taken) ?? 0];
      if (!chosen) gap = true;
      if (current && taken > current.position) later.push(intern(alternatives, interned));
      taken += 1;
      return (chosen ?? alternatives[0])?.step;
    },
    end({ ending }) {
      if (!current) return;
      if (ending !== 'quiescent' || taken <= current.position) gap = true;
      departures.add(current, later);
    },
  };
}

/** One object for equal lists of costs: few differ, and many are kept. */
function intern(alternatives: readonly Alternative[], interned: Map<string, Costs>): Costs {
  const costs = alternatives.map(({ cost }) => cost);
  const key = costs.join();
  const known = interned.get(key);
  if (known) return known;
  interned.set(key, costs);
  return costs;
}

function coveredWithin({ completed, dearest }: Departures, unit: string): Covered {
  // That one order or so was executed is no coverage to speak of.
  if (completed < 1 && completed < dearest) return SAMPLED;
  if (completed >= dearest) return { coverage: 'exhaustive' };
  return { coverage: 'bounded', bound: `<= ${completed} ${unit}${completed === 1 ? '' : 's'}` };
}
