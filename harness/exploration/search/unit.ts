import type { AccessMode } from '../../instrumentation/access-set.ts';

/** A part of a search: what is left to try in one state. Plain data, for worker threads and for checkpoints. */
export interface SearchUnit {
  /** Ids of the steps that lead from the start to the state. */
  readonly path: readonly string[];
  /** Steps to try there, in order; undefined where the state has not been entered yet. */
  readonly todo: readonly string[] | undefined;
  /** Steps that need not be tried, with what they access. */
  readonly sleep: readonly SleepEntry[];
  /** What each step to try is of the whole search, if all steps of a state were alike: for estimates. */
  readonly share: number;
}

export type SleepEntry = readonly [id: string, accesses: readonly (readonly [string, AccessMode])[]];

/** All of a search. */
export const WHOLE_SEARCH: SearchUnit = { path: [], todo: undefined, sleep: [], share: 1 };
