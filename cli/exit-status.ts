import type { ExitStatus } from '../reports/index.ts';
import { isOpen } from '../results/is-open.ts';
import type { Result } from '../results/types.ts';

/** Also of a crash: 1 is for findings alone, as of linters. */
export const WRONG_USE = 2;

/** Also of what was stopped: something is left open. */
export const INCONCLUSIVE = 3;

/** What asks a command to stop, with the exit status if it asks twice: Ctrl-C, and what CI and `timeout` send. */
export const STOPS = { SIGINT: 130, SIGTERM: 143 } as const;

/** What a command came to, as far as its exit status is concerned. */
export interface Outcome {
  /** Whether there is something for the user to look into. */
  readonly found: boolean;
  /** Whether something was not decided: a check was inconclusive or stopped, or nothing was looked at. */
  readonly open: boolean;
}

/** 1 for a finding, otherwise 3 where something is left open, otherwise 0. */
export function exitStatus({ found, open }: Outcome): ExitStatus {
  if (found) return 1;
  return open ? INCONCLUSIVE : 0;
}

/** What checks came to. @param planned how many there were to be: the others were not begun before a stop */
export function outcomeOf(results: readonly Result[], planned = results.length): Outcome {
  return {
    found: results.some(({ verdict }) => verdict === 'fails'),
    open: results.length === 0 || results.length < planned || results.some(isOpen),
  };
}
