/** What the thread of a command sends to its supervisor. */
export type FromCommand =
  /** The verdict. */
  | { readonly status: number }
  /** Code that is not ours ends the thread, by this call at this place. */
  | { readonly endedBy: string }
  /** It has received the request to stop. */
  | { readonly stopping: true };

/** What its supervisor sends to it. */
export interface ToCommand {
  readonly stop: NodeJS.Signals;
}

/** What a thread cannot find out about the terminal by itself. */
export interface TerminalFacts {
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** Columns of the standard output and of the standard error stream, shared: they may change. 0 where unknown. */
  readonly size: Int32Array;
}
