import type { ExitStatus } from '../reports/index.ts';
import { isOpen } from '../results/is-open.ts';
import type { Result } from '../results/types.ts';

/** Also for a crash: 1 is for findings alone, as it is for linters. */
export const WRONG_USE = 2;

/** Also for a check that was stopped: the question stays open. */
export const INCONCLUSIVE = 3;

/** Signals that stop a command, with the exit status after a second one: Ctrl-C, and what CI and `timeout` send. */
export const STOPS = { SIGINT: 130, SIGTERM: 143 } as const;

/** The outcome of a command, as far as the exit status is concerned. */
export interface Outcome {
  /** Whether there is something that the user should look into. */
  readonly found: boolean;
  /** Whether a question stays open: a check was inconclusive or stopped, or nothing was checked. */
  readonly open: boolean;
}

/** 1 for a finding, otherwise 3 if a question stays open, otherwise 0. */
export function exitStatus({ found, open }: Outcome): ExitStatus {
  if (found) return 1;
  return open ? INCONCLUSIVE : 0;
}

/** The outcome of checks. @param planned how many checks were planned; if there are fewer results, a stop prevented the rest */
export function outcomeOf(results: readonly Result[], planned = results.length): Outcome {
  return {
    found: results.some(({ verdict }) => verdict === 'fails'),
    open: results.length === 0 || results.length < planned || results.some(isOpen),
  };
}
