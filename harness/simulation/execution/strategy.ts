import type { Step } from '../world/step.ts';
import type { WholeExecution } from './execution.ts';
import type { OpenWorld } from './open-world.ts';

/** What decides the next step among those enabled. */
export interface Strategy {
  /** As given to `--strategy`. */
  readonly name: string;
  /** Called before each execution. @returns false when there is nothing left to explore */
  begin(): boolean;
  /**
   * @param enabled never empty, in an order that depends on the history alone
   * @param last the step taken before, undefined at the start
   * @returns one of them, or undefined to abandon the execution
   */
  pick(enabled: readonly Step[], last: Step | undefined): Step | undefined;
  /** Called after each execution. */
  end(execution: WholeExecution): void;
}

/** A strategy that looks into the world of an execution while it runs. */
export interface ObservingStrategy extends Strategy {
  /** Whether it wants the accesses to the JavaScript heap followed. Slower; changes nothing that happens. */
  readonly followsHeap: boolean;
  /** Called when the world of an execution is about to run. */
  attach(open: OpenWorld): void;
  /** Called when a step has come to rest. */
  settled(step: Step): void;
}

export function isObserving(strategy: Strategy): strategy is ObservingStrategy {
  return 'attach' in strategy;
}
