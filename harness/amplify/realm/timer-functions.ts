export type TimerCallback = (...args: unknown[]) => unknown;

/** A realm's timer functions, as handed to Amplify. */
export interface TimerFunctions {
  setTimeout(callback: TimerCallback, milliseconds?: number, ...args: unknown[]): unknown;
  setInterval(callback: TimerCallback, milliseconds?: number, ...args: unknown[]): unknown;
  clearTimeout(handle: unknown): void;
  clearInterval(handle: unknown): void;
}
