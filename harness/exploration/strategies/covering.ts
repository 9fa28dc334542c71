import type { Coverage } from '../../../results/types.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';

/** What can be claimed of the executions so far: only what was finished, however much more was begun. */
export interface Covered {
  readonly coverage: Coverage;
  /** For `bounded`: within what, in words, such as `<= 2 delays`. */
  readonly bound?: string;
  /** Of an exhaustive search: how many different states there are. */
  readonly states?: number;
  /** Name of the strategy that covered it, where that is one of several. */
  readonly by?: string;
}

export const SAMPLED: Covered = { coverage: 'sampled' };

/** A strategy that may come to cover more than a sample. */
export interface CoveringStrategy extends Strategy {
  /** What its executions have covered by now. */
  readonly covered: Covered;
}

/** What the executions of a strategy have covered by now. */
export function coveredBy(strategy: Strategy): Covered {
  return isCovering(strategy) ? strategy.covered : SAMPLED;
}

export function isCovering(strategy: Strategy): strategy is CoveringStrategy {
  return 'covered' in strategy;
}
