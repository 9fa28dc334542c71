import type { Coverage } from '../../../results/types.ts';
import type { Step } from '../world/step.ts';
import type { WholeExecution } from './execution.ts';
import type { OpenWorld } from './open-world.ts';

/** What decides the next step among those enabled. */
export interface Strategy {
  /** As given to `--strategy`. */
  readonly name: string;
  /** What its executions have covered by now; a sample, when absent. */
  readonly covered?: Covered;
  /** Of a strategy made of several: the name of the one that decides at present. */
  readonly deciding?: string;
  /** Of one whose executions can be run in any order, by several threads. */
  readonly sampling?: Sampling;
  /** Of one that ends with a search of every order: what it does before. */
  readonly beforeSearch?: Strategy;
  /** Called before each execution. @returns false when there is nothing left to explore */
  begin(): boolean;
  /**
   * @param enabled never empty, in an order that depends on the history alone
   * @param last the step taken before, undefined at the start
   * @returns one of them, or undefined to abandon the execution
   */
  pick(enabled: readonly Step[], last: Step | undefined): Step | undefined;
  /** Whether it wants the accesses to the JavaScript heap followed. Slower; changes nothing that happens. */
  readonly followsHeap?: boolean;
  /** Called when the world of an execution is about to run. */
  attach?(open: OpenWorld): void;
  /** Called when a step has come to rest. */
  settled?(step: Step): void;
  /** Called after each execution. */
  end(execution: WholeExecution): void;
}

/**
 * A strategy whose execution `n` depends on these settings and on `n` alone, once it has learnt what it may learn from
 * the first few.
 */
export interface Sampling {
  /** To make it again elsewhere, by `createStrategy`. */
  readonly settings: PlainStrategy;
  /** How many executions, from the first on, it has to see. */
  readonly learnsFrom: number;
  /** Makes the next execution to begin that of this number, from 0. */
  goTo(execution: number): void;
}

/** A strategy as plain data. */
export interface PlainStrategy {
  readonly name: string;
  readonly seed: number;
  readonly bound?: number;
}

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
