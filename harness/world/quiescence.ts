import { setImmediate as realSetImmediate } from 'node:timers';

/**
 * Runs `turn` once all microtasks and ticks that are due have run.
 *
 * Node drains both before it goes on to the next immediate, so one turn of a real `setImmediate`, captured
 * here before anybody can replace it, is exact where counting ticks is a guess.
 */
export function whenQuiescent(turn: () => void): void {
  realSetImmediate(turn);
}

/** Resolves once all microtasks and ticks that are due have run. */
export function quiescence(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}
