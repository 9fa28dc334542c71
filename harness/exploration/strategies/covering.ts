import type { Coverage } from '../../../results/types.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';

/** What can be claimed about the executions so far: only what is complete, however much more has begun. */
export interface Covered {
  readonly coverage: Coverage;
  /** For `bounded`: the bound in words, such as `<= 2 delays`. */
  readonly bound?: string;
  /** For an exhaustive search: the number of distinct states. */
  readonly states?: number;
  /** Name of the strategy that covered it, if that is one of several. */
  readonly by?: string;
}

export const SAMPLED: Covered = { coverage: 'sampled' };

/** A strategy that may cover more than a sample. */
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
