import type { CallRecord } from '../world/call-port.ts';
import { errorInWords } from '../world/error-words.ts';

/** Code of an app that stopped by an error of its own. */
export interface Crash {
  /** Whose program it is. Undefined where that is not known of a promise that no program returns. */
  readonly actor: string | undefined;
  readonly error: unknown;
  /** Set where it was in a promise that the program does not return, so that nobody could handle it. */
  readonly isFloating?: true;
}

/**
 * Whether an error is one with which calls were rejected: the app lets Amplify's error through, as such, as the cause of
 * an error of its own, or several of them together. What those calls came to is judged by itself. Apps share calls, as
 * with one refresh for two screens, so it does not matter whose calls they were.
 */
export function isOfCalls(error: unknown, calls: readonly CallRecord[]): boolean {
  return isMadeOf(error, (one) => calls.some((call) => call.status === 'rejected' && call.error === one));
}

/** @param seen errors on the way to it: causes may form a circle, and what is only made of itself is made of nothing */
function isMadeOf(
  error: unknown,
  isOne: (error: unknown) => boolean,
  seen: readonly unknown[] = [],
): boolean {
  if (isOne(error)) return true;
  if (!(error instanceof Error) || seen.includes(error)) return false;
  const onTheWay = [...seen, error];
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every((one) => isMadeOf(one, isOne, onTheWay));
  }
  return error.cause !== undefined && isMadeOf(error.cause, isOne, onTheWay);
}

/** Equal where the same programs crashed in the same way. */
export function crashInWords({ actor, error }: Crash): string {
  return `crash ${actor ?? ''} ${errorInWords(error)}`;
}

/**
 * Crashes in an order that does not depend on what came first, nor on whether it is known whose they are: those of
 * programs by their actors, then the others by their errors.
 */
export function inOrder(crashes: readonly Crash[]): Crash[] {
  const rank = ({ actor, error, isFloating }: Crash): string =>
    isFloating ? `1 ${errorInWords(error)}` : `0 ${actor}`;
  return crashes.toSorted((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0));
}
