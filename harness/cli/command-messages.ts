/** What the thread of a command tells its supervisor. */
export type FromCommand =
  /** The verdict. */
  | { readonly status: number }
  /** Code that is not ours ends the thread, by this call at this place. */
  | { readonly endedBy: string }
  /** It has heard that it is to stop. */
  | { readonly stopping: true };

/** What it is told. */
export interface ToCommand {
  readonly stop: NodeJS.Signals;
}

/** What a thread cannot find out about the terminal by itself. */
export interface TerminalFacts {
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** Columns of the standard output and of the standard error stream, shared: they may change. 0 where unknown. */
  readonly size: Int32Array;
}
