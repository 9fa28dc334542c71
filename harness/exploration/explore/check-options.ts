import type { Progress } from '../../../results/types.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Shard } from '../parallel/search-state.ts';
import type { Budget } from './explore.ts';

/** How to check. */
export interface CheckOptions {
  readonly strategy: Strategy;
  readonly budget: Budget;
  /** Directory for traces of findings; none are written if absent. */
  readonly tracesDir?: string | undefined;
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file?: string | undefined;
  /** Threads for random orders and for an exhaustive search; by default only this thread. */
  readonly workers?: number | undefined;
  /** Run every schedule twice, on one thread; the check is inconclusive if two runs differ. */
  readonly checkDeterminism?: boolean | undefined;
  /** For an exhaustive search: the part to search; all by default. */
  readonly shard?: Shard | undefined;
  /** For an exhaustive search: locations known to be shared, from another search of the same subject. */
  readonly shared?: readonly string[] | undefined;
  /** For an exhaustive search: the file to resume from, if it exists, and to save the rest of the search to when stopped. */
  readonly checkpoint?: string | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
