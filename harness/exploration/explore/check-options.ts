import type { Progress } from '../../../results/types.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Shard } from '../parallel/search-state.ts';
import type { Budget } from './explore.ts';

/** How to check. */
export interface CheckOptions {
  readonly strategy: Strategy;
  readonly budget: Budget;
  /** Where traces of findings are written; nowhere when absent. */
  readonly tracesDir?: string | undefined;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file?: string | undefined;
  /** Threads for random orders and for an exhaustive search; by default they stay in this one. */
  readonly workers?: number | undefined;
  /** Run every schedule twice, on one thread, and end inconclusively where two runs differ. */
  readonly checkDeterminism?: boolean | undefined;
  /** Of an exhaustive search: which part of it; all by default. */
  readonly shard?: Shard | undefined;
  /** Of an exhaustive search: locations known to be shared from another one of the same subject. */
  readonly shared?: readonly string[] | undefined;
  /** Of an exhaustive search: the file to go on from, if it is there, and to leave what is left in when stopped. */
  readonly checkpoint?: string | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
