import type { Execution } from '../execution/execution.ts';
import type { Step } from '../world/step.ts';

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
  end(execution: Execution): void;
}
