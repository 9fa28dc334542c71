import type { CallRecord } from '../world/call-port.ts';
import { errorInWords } from '../world/error-words.ts';

/** A program of an app that stopped by an error of its own. */
export interface Crash {
  readonly actor: string;
  readonly realm: string;
  readonly error: unknown;
}

/**
 * Whether an error is what calls of the actor were rejected with: the app lets through what Amplify told it, as such,
 * as the cause of an error of its own, or several of them together. What those calls came to is judged by itself.
 */
export function isLetThrough(error: unknown, actor: string, calls: readonly CallRecord[]): boolean {
  return isMadeOf(error, (one) =>
    calls.some((call) => call.actor === actor && call.status === 'rejected' && call.error === one),
  );
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
  return `crash ${actor} ${errorInWords(error)}`;
}
