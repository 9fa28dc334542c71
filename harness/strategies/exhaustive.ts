import type { OpenWorld } from '../execution/open-world.ts';
import { type ExhaustiveOptions, ExhaustiveSearch, type SearchFigures } from '../search/exhaustive.ts';
import { WorldProbe } from '../search/world-probe.ts';
import type { Strategy } from './strategy.ts';

export interface ExhaustiveStrategy extends Strategy {
  readonly figures: SearchFigures;
}

/** Every interleaving, one of each that differ only in the order of steps that commute. */
export function exhaustiveStrategy(options?: ExhaustiveOptions): ExhaustiveStrategy {
  const search = new ExhaustiveSearch(options);
  return {
    name: 'exhaustive',
    followsHeap: true,
    get figures() {
      return search.figures;
    },
    begin: () => search.begin(),
    attach(open: OpenWorld) {
      search.attach(new WorldProbe(open));
    },
    pick: (enabled) => search.pick(enabled),
    settled: (step) => search.settled(step),
    end: (execution) => search.end(execution),
  };
}
