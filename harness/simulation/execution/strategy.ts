import type { Step } from '../world/step.ts';
import type { WholeExecution } from './execution.ts';
import type { OpenWorld } from './open-world.ts';

/** Picks the next step among the enabled ones. */
export interface Strategy {
  /** The name, as for `--strategy`. */
  readonly name: string;
  /** Called before each execution. @returns false if there is nothing left to explore */
  begin(): boolean;
  /**
   * @param enabled never empty; the order depends only on the history
   * @param last the previous step; undefined at the start
   * @returns one of them, or undefined to abandon the execution
   */
  pick(enabled: readonly Step[], last: Step | undefined): Step | undefined;
  /** Called after each execution. */
  end(execution: WholeExecution): void;
}

/** A strategy that observes the world of an execution while it runs. */
export interface ObservingStrategy extends Strategy {
  /** Whether to track accesses to the JavaScript heap. Slower, but changes nothing that happens. */
  readonly followsHeap: boolean;
  /** Called when the world of an execution is about to run. */
  attach(open: OpenWorld): void;
  /** Called after a step, when its code has come to rest. */
  settled(step: Step): void;
}

export function isObserving(strategy: Strategy): strategy is ObservingStrategy {
  return 'attach' in strategy;
}
