import type { Strategy } from '../../simulation/execution/strategy.ts';

/** A strategy whose executions can run in any order, on several threads. */
export interface SamplingStrategy extends Strategy {
  readonly sampling: Sampling;
}

export function isSampling(strategy: Strategy): strategy is SamplingStrategy {
  return 'sampling' in strategy;
}

/**
 * Of a strategy whose execution `n` depends on these settings and on `n` alone, once it has learnt what it may learn
 * from the first few.
 */
export interface Sampling {
  /** The settings with which `createStrategy` makes it again elsewhere. */
  readonly settings: PlainStrategy;
  /** Number of executions, from the first on, that it has to see. */
  readonly learnsFrom: number;
  /** Makes the next execution the one with this number, from 0. */
  goTo(execution: number): void;
}

/** A strategy as plain data. */
export interface PlainStrategy {
  readonly name: string;
  readonly seed: number;
  readonly bound?: number;
}
