import { nextTick as realNextTick } from 'node:process';
import { setImmediate as realSetImmediate } from 'node:timers';

/**
 * Runs `turn` exactly when all microtasks that are due have run. (Counting ticks would be a guess.)
 *
 * Node processes its queue of ticks only when the queue of microtasks is empty. So a tick that a microtask queues runs
 * after all microtasks, however many more these queue. Code of a realm cannot queue ticks itself. The function is
 * captured here before anybody can replace it.
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
