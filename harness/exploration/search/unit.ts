import type { AccessMode } from '../../instrumentation/access-set.ts';

/** A part of a search: what is left to try in one state. Plain data, for worker threads and for checkpoints. */
export interface SearchUnit {
  /** Ids of the steps that lead from the start to the state. */
  readonly path: readonly string[];
  /** Steps to try there, in order; undefined if the state has not been entered yet. */
  readonly todo: readonly string[] | undefined;
  /** Steps that need not be tried, with what they access. */
  readonly sleep: readonly SleepEntry[];
  /** The share of the whole search of each step to try, assuming that all steps of a state are alike; for estimates. */
  readonly share: number;
}

export type SleepEntry = readonly [id: string, accesses: readonly (readonly [string, AccessMode])[]];

/** The whole search. */
export const WHOLE_SEARCH: SearchUnit = { path: [], todo: undefined, sleep: [], share: 1 };
