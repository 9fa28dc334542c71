// Beside 0, all survive, and 1, a finding.

/** Also of a crash: 1 is for findings alone, as of linters. */
export const WRONG_USE = 2;

/** Also of what was stopped: something is left open. */
export const INCONCLUSIVE = 3;

/** What asks a command to stop, with the exit status if it asks twice: Ctrl-C, and what CI and `timeout` send. */
export const STOPS = { SIGINT: 130, SIGTERM: 143 } as const;
