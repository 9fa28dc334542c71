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
  if (calls.some((call) => call.actor === actor && call.status === 'rejected' && call.error === error)) {
    return true;
  }
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every((one) => isLetThrough(one, actor, calls));
  }
  return error instanceof Error && error.cause !== undefined && error.cause !== error
    ? isLetThrough(error.cause, actor, calls)
    : false;
}

/** Equal where the same programs crashed in the same way. */
export function crashInWords({ actor, error }: Crash): string {
  return `crash ${actor} ${errorInWords(error)}`;
}
