import type { SearchFacts, ShardFacts } from '../../../results/types.ts';
import { addCounts } from '../explore/add-counts.ts';
import type { Exploration } from '../explore/explore.ts';
import { Symptoms } from '../explore/symptoms.ts';
import {
  allocateSharedStates,
  type SharedStatesMemory,
  SharedVisitedStates,
} from '../search/shared-visited-states.ts';
import { type SearchUnit, WHOLE_SEARCH } from '../search/unit.ts';
import { type Covered, SAMPLED } from '../strategies/covering.ts';
import { exhaustiveCover } from '../strategies/exhaustive.ts';
import { packStates, type SearchSnapshot, unpackStates } from './search-snapshot.ts';
import type { SearchTask, SearchTaskResult } from './task.ts';

/** The outcome of a search. */
export interface SearchOutcome extends Exploration {
  readonly covered: Covered;
  readonly search: SearchFacts;
  readonly shard?: Omit<ShardFacts, 'of'>;
}

/** One of several parts of a search. Together they are the whole search. */
export interface Shard {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
}

/** In the form of `--shard`. */
export function shardInWords({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/** The most states of a search; 12 bytes each. */
const CAPACITY = 2 ** 24;

/** The totals of a search that has not started. */
const NOTHING = {
  executions: 0,
  begun: 0,
  failing: 0,
  complete: 0,
  merged: 0,
  blocked: 0,
  tooLong: 0,
  done: 0,
};

/** The state of a search between two tasks: what is left, the visited states, and what was found. */
export class SearchState {
  /** Locations known to be shared. */
  shared: readonly string[];
  /** The parts that are left. The deepest ones, which are the smallest, come first. */
  queue: SearchUnit[] = [WHOLE_SEARCH];
  /** See `ExhaustiveOptions`; for the main thread. */
  alone = new Set<string>();
  memory: SharedStatesMemory = allocateSharedStates(CAPACITY);
  endStates = new Set<string>();
  untracked = new Set<string>();
  symptoms = new Symptoms();
  inForce = new Map<string, number>();
  lengths = new Map<number, number>();
  totals = { ...NOTHING };
  uncontrolled: string | undefined;
  /** Whether {@link queue} has been reduced to one shard of the search. */
  isShard = false;

  /** @param shared locations known to be shared from elsewhere; unnecessary ones only cost time */
  constructor(shared: readonly string[] = []) {
    this.shared = shared;
  }

  static from(snapshot: SearchSnapshot): SearchState {
    const state = new SearchState(snapshot.shared);
    state.isShard = snapshot.isShard;
    state.queue = snapshot.queue.map(({ todo, ...unit }) => ({ ...unit, todo }));
    state.states.addAll(unpackStates(snapshot.states));
    state.alone = new Set(snapshot.alone);
    state.endStates = new Set(snapshot.endStates);
    state.untracked = new Set(snapshot.untracked);
    state.symptoms = new Symptoms(snapshot.symptoms);
    state.inForce = new Map(snapshot.inForce);
    state.lengths = new Map(snapshot.lengths);
    state.totals = snapshot.totals;
    state.uncontrolled = snapshot.uncontrolled;
    return state;
  }

  /** No thread may be working on it. */
  snapshot(): SearchSnapshot {
    const { states } = this;
    return {
      shared: [...this.shared],
      isShard: this.isShard,
      queue: this.queue.map(({ path, todo, sleep, share }) => ({
        path: [...path],
        ...(todo && { todo: [...todo] }),
        sleep: sleep.map(([id, accesses]) => [id, accesses.map(([location, mode]) => [location, mode])]),
        share,
      })),
      alone: [...this.alone],
      states: packStates(states.entries(), states.size),
      endStates: [...this.endStates],
      untracked: [...this.untracked],
      symptoms: [...this.symptoms].map((symptom) => ({
        ...symptom,
        schedule: [...symptom.schedule],
      })),
      inForce: [...this.inForce],
      lengths: [...this.lengths],
      totals: { ...this.totals },
      ...(this.uncontrolled !== undefined && { uncontrolled: this.uncontrolled }),
    };
  }

  get states(): SharedVisitedStates {
    return new SharedVisitedStates(this.memory);
  }

  get facts(): SearchFacts {
    const { merged, blocked, executions, begun } = this.totals;
    // The sum of many fractions is not exact.
    const done = Math.round(this.totals.done * 1e6) / 1e6;
    const since = executions - begun;
    const estimate = begun + Math.round(done > 0 ? since / done : since);
    return { states: this.states.size, merged, blocked, done, estimate };
  }

  /** Adds the result of a task. */
  take(task: SearchTask, result: SearchTaskResult): void {
    this.totals.executions += result.executions;
    // Results from before the search started again are void.
    if (task.shared !== this.shared) return;
    if (result.foundShared.length > 0) {
      this.shared = [...this.shared, ...result.foundShared];
      this.beginAnew();
      return;
    }
    this.queue.unshift(...result.units);
    this.totals.failing += result.failing;
    this.totals.complete += result.complete;
    this.totals.merged += result.merged;
    this.totals.blocked += result.blocked;
    this.totals.tooLong += result.tooLong;
    this.totals.done += result.done;
    this.uncontrolled ??= result.uncontrolled;
    for (const key of result.endStates) this.endStates.add(key);
    for (const what of result.untracked) this.untracked.add(what);
    addCounts(this.inForce, result.inForce);
    addCounts(this.lengths, result.lengths);
    const firstHit = this.totals.executions;
    for (const symptom of result.symptoms) this.symptoms.add({ ...symptom, firstHit, foundBy: 'exhaustive' });
  }

  outcome(ended: Exploration['ended'], shard: Shard | undefined): SearchOutcome {
    const { executions, failing, complete, tooLong } = this.totals;
    const { facts } = this;
    const covered = exhaustiveCover(facts.states, [...this.untracked], shard && shardInWords(shard));
    return {
      executions,
      failing,
      complete,
      inForce: this.inForce,
      tooLong,
      covered: ended === 'done' ? covered : SAMPLED,
      search: facts,
      ...(shard && {
        shard: {
          ...shard,
          shared: this.shared,
          untracked: [...this.untracked],
          endStates: [...this.endStates],
          lengths: [...this.lengths],
        },
      }),
      classes: this.endStates,
      symptoms: [...this.symptoms],
      lengths: this.lengths,
      uncontrolled:
        this.uncontrolled === undefined
          ? undefined
          : { what: this.uncontrolled, afterStep: '', stack: undefined },
      ended,
    };
  }

  /**
   * Keeps every n-th part of the queue. What was found so far stays in shard 1 only. Doing the same with the same search
   * elsewhere yields the other parts.
   * @param index 1-based
   */
  keepShard({ index, count }: Shard): void {
    this.isShard = true;
    // The shallow parts, which are the largest, are distributed first.
    const parts = this.queue.toSorted((one, other) => one.path.length - other.path.length);
    this.queue = parts.filter((_, position) => position % count === index - 1);
    if (index === 1) return;
    this.endStates = new Set();
    this.symptoms = new Symptoms();
    this.inForce = new Map();
    this.lengths = new Map();
    this.totals = { ...NOTHING };
  }

  /** Starts again. Only the number of executions stays, because they have been run, and the known shared locations. */
  beginAnew(): void {
    const { executions } = this.totals;
    this.isShard = false;
    this.queue = [WHOLE_SEARCH];
    this.alone = new Set();
    this.memory = allocateSharedStates(CAPACITY);
    this.endStates = new Set();
    this.untracked = new Set();
    this.symptoms = new Symptoms();
    this.inForce = new Map();
    this.lengths = new Map();
    this.totals = { ...NOTHING, executions, begun: executions };
  }
}
