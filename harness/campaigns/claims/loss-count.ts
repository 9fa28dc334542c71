import type { ClaimFigure } from '../../../results/claims.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import { losesSession, tellsTheApp } from './loss.ts';

/** Runs executions and counts those that lose the session. */
export class LossCount {
  readonly #sign: ((execution: WholeExecution) => boolean) | undefined;
  readonly #shown = { losing: 0, others: 0 };
  #executions = 0;
  #losing = 0;
  #silent = 0;
  #firstLoss: number | undefined;

  /** @param sign whether an execution shows the sign that a claim is about */
  constructor(sign: ((execution: WholeExecution) => boolean) | undefined) {
    this.#sign = sign;
  }

  readonly execute: typeof execute = async (...run) => {
    const executed = await execute(...run);
    this.#executions += 1;
    const isLosing = losesSession(executed);
    if (isLosing) {
      this.#losing += 1;
      this.#firstLoss ??= this.#executions;
      if (!tellsTheApp(executed)) this.#silent += 1;
    }
    if (this.#sign?.(executed)) this.#shown[isLosing ? 'losing' : 'others'] += 1;
    return executed;
  };

  get figures(): Pick<ClaimFigure, 'losing' | 'silent' | 'firstLoss' | 'sign'> {
    return {
      losing: this.#losing,
      silent: this.#silent,
      ...(this.#firstLoss !== undefined && { firstLoss: this.#firstLoss }),
      ...(this.#sign && { sign: { ...this.#shown } }),
    };
  }
}
