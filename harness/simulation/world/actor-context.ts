import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Tracks for which app call a piece of asynchronous code runs, through every `await`.
 *
 * Promise hooks make each `await` more than twice as slow on Node 20, so only executions that are examined (confirmed,
 * shrunk, explained) are tracked. Tracking does not change the order of microtasks.
 */
export class ActorContext {
  readonly #storage = new AsyncLocalStorage<string>();

  current(): string | undefined {
    return this.#storage.getStore();
  }

  run<T>(actor: string, code: () => T): T {
    return this.#storage.run(actor, code);
  }

  /** Stops tracking, so that promises in the process are fast again. */
  stop(): void {
    this.#storage.disable();
  }
}
