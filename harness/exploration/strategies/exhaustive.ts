import type { Bundle } from '../../amplify/releases/release.ts';
import type { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import type { OpenDevice } from '../../simulation/execution/open-devices.ts';
import type { ObservingStrategy, Strategy } from '../../simulation/execution/strategy.ts';
import { type ExhaustiveOptions, ExhaustiveSearch, type SearchFigures } from '../search/exhaustive.ts';
import type { SearchUnit } from '../search/unit.ts';
import { type PastStep, WorldProbe } from '../search/world-probe.ts';
import { type Covered, type CoveringStrategy, SAMPLED } from './covering.ts';

/** A part of the search of every interleaving: see {@link ExhaustiveSearch}. */
export interface ExhaustivePart extends ObservingStrategy {
  readonly figures: SearchFigures;
  /** Keys of the states in which nothing is enabled any more. */
  readonly endStates: ReadonlySet<string>;
  /** Locations that turned out to be shared; the part ends at the first, and the search has to begin anew. */
  readonly foundShared: readonly string[];
  /** What could not be followed or chosen, in words: parts of the heap, failures of a storage. */
  readonly untracked: ReadonlySet<string>;
  /** What is left to search; empty once {@link Strategy.begin} has returned false. */
  remaining(): SearchUnit[];
}

export function exhaustivePart(options: ExhaustiveOptions): ExhaustivePart {
  const search = new ExhaustiveSearch(options);
  const untracked = new Set<string>();
  const before: PastStep[] = [];
  let heaps: Iterable<HeapTracker> = [];
  let devices: Iterable<OpenDevice> = [];
  return {
    name: 'exhaustive',
    followsHeap: true,
    untracked,
    get figures() {
      return search.figures;
    },
    get endStates() {
      return search.endStates;
    },
    get foundShared() {
      return search.foundShared;
    },
    remaining: () => search.remaining(),
    begin: () => search.begin(),
    attach(open) {
      heaps = open.heaps.values();
      devices = open.devices.values();
      for (const what of untrackedIn(open.bundle)) untracked.add(what);
      search.attach(new WorldProbe(open, before));
    },
    pick: (enabled) => search.pick(enabled),
    settled: (step) => search.settled(step),
    end(execution) {
      for (const heap of heaps) for (const what of heap.untrackedAtRuntime) untracked.add(what);
      for (const { storage } of devices) for (const what of storage.outOfReach) untracked.add(what);
      search.end(execution);
    },
  };
}

export interface ExhaustiveStrategy extends ObservingStrategy, CoveringStrategy {
  readonly figures: SearchFigures;
}

export function isSearch(strategy: Strategy): strategy is ExhaustiveStrategy {
  return 'figures' in strategy;
}

/** Every interleaving, one of each that differ only in the order of steps that commute. */
export function exhaustiveStrategy(
  options: Pick<ExhaustiveOptions, 'mergeStates' | 'reduce'> = {},
): ExhaustiveStrategy {
  let shared: readonly string[] = [];
  let part = exhaustivePart(options);
  let isDone = false;
  return {
    name: 'exhaustive',
    followsHeap: true,
    get figures() {
      return part.figures;
    },
    get covered() {
      return isDone ? exhaustiveCover(part.figures.states, [...part.untracked]) : SAMPLED;
    },
    begin() {
      while (!part.begin()) {
        isDone = part.foundShared.length === 0;
        if (isDone) return false;
        shared = [...shared, ...part.foundShared];
        part = exhaustivePart({ ...options, shared });
      }
      return true;
    },
    attach: (open) => part.attach(open),
    pick: (enabled, last) => part.pick(enabled, last),
    settled: (step) => part.settled(step),
    end: (execution) => part.end(execution),
  };
}

/**
 * What a finished search may claim.
 * @param untracked what could not be followed or chosen, in words
 * @param shard which part it was, if not all, such as `1/2`
 */
export function exhaustiveCover(states: number, untracked: readonly string[], shard?: string): Covered {
  const [first, ...more] = untracked;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const bounds = [
    ...(shard === undefined ? [] : [`shard ${shard}`]),
    ...(first === undefined ? [] : [`all followed, except ${first}${others}`]),
  ];
  if (bounds.length === 0) return { coverage: 'exhaustive', states };
  return { coverage: 'bounded', states, bound: bounds.join(', ') };
}

function untrackedIn(bundle: Bundle): readonly string[] {
  return 'untracked' in bundle ? (bundle.untracked as readonly string[]) : [];
}
