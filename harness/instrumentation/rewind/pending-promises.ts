import { inspect } from 'node:util';
import { promiseHooks } from 'node:v8';

/**
 * Runs code and counts the promises made by it that are pending when it returns.
 * @throws what the code throws
 */
export function promisesPendingAfter<T>(code: () => T): { readonly result: T; readonly pending: number } {
  const made: Promise<unknown>[] = [];
  const stop = promiseHooks.onInit((promise) => made.push(promise));
  try {
    const result = code();
    return { result, pending: made.filter(isPending).length };
  } finally {
    stop();
  }
}

function isPending(promise: Promise<unknown>): boolean {
  return inspect(promise, { depth: 0 }).includes('<pending>');
}
