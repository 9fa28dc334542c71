import { nextTick as realNextTick } from 'node:process';
import { setImmediate as realSetImmediate } from 'node:timers';

/**
 * Runs `turn` once all microtasks that are due have run: exactly then, where counting ticks is a guess.
 *
 * Node goes on to its queue of ticks only when the queue of microtasks is empty, so a tick that is queued by a
 * microtask runs after every other one, however many those have queued in turn. Code of a realm has no way to
 * queue ticks itself. The function is captured here before anybody can replace it.
 */
export function whenQuiescent(turn: () => void): void {
  queueMicrotask(() => realNextTick(turn));
}

/**
 * Resolves once microtasks and ticks have run and Node has reported the rejections that nobody handled: on the
 * next turn of the event loop, which costs ten times as much.
 */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}
