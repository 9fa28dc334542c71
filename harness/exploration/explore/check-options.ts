import type { Progress } from '../../../results/types.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Shard } from '../parallel/search-state.ts';
import type { Budget } from './explore.ts';

/** How to check. */
export interface CheckOptions {
  readonly strategy: Strategy;
  readonly budget: Budget;
  /** Where traces of findings are written; nowhere when absent. */
  readonly tracesDir?: string;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file?: string;
  /** Threads for random orders and for an exhaustive search; by default they stay in this one. */
  readonly workers?: number;
  /** Run every schedule twice, on one thread, and end inconclusively where two runs differ. */
  readonly checkDeterminism?: boolean;
  /** Of an exhaustive search: which part of it; all by default. */
  readonly shard?: Shard;
  /** Of an exhaustive search: locations known to be shared from another one of the same subject. */
  readonly shared?: readonly string[];
  /** Of an exhaustive search: the file to go on from, if it is there, and to leave what is left in when stopped. */
  readonly checkpoint?: string;
  readonly onProgress?: (progress: Progress) => void;
}
