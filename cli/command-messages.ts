/** What the thread of a command sends to its supervisor. */
export type FromCommand =
  /** The verdict. */
  | { readonly status: number }
  /** Code of the scenario or the release ends the thread with this call at this place. */
  | { readonly endedBy: string }
  /** It has received the request to stop. */
  | { readonly stopping: true };

/** What the supervisor sends to the command's thread. */
export interface ToCommand {
  readonly stop: NodeJS.Signals;
}

/** What a worker thread cannot find out about the terminal by itself. */
export interface TerminalFacts {
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** Columns of standard output and of standard error, in shared memory because they may change. 0 if unknown. */
  readonly size: Int32Array;
}
