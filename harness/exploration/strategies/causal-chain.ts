import type { Step } from '../../simulation/world/step.ts';

/**
 * The thread that a step belongs to: the chain of steps each of which was the first that the one before issued,
 * as its id tells. `A`, `A:1`, `A:2` are one, `A:2/1` begins another, and so does the fault `A:2!lost`.
 *
 * It is exact, needs no following of promises, and at most one step of a chain is ever pending, as of a thread.
 * It is finer than the app call: of operations that a call starts side by side each is a chain of its own.
 */
export function causalChain({ id }: Step): string {
  return id.replace(/:\d+$/, '');
}
