import type { StorageOrdering } from './ordering.ts';

/**
 * Which of the operations under way may take effect next in a backend's ordering, and which of those that have taken
 * effect may be reported. It knows nothing about data and decides nothing: its driver picks.
 */
export class OperationOrder<Item> {
  readonly #ordering: Exclude<StorageOrdering, 'sync'>;
  #waiting: Item[] = [];
  #done: Item[] = [];

  constructor(ordering: Exclude<StorageOrdering, 'sync'>) {
    this.#ordering = ordering;
  }

  /** Gives an operation to the backend, behind those given before. */
  issue(item: Item): void {
    this.#waiting.push(item);
  }

  /** Operations that may take effect now. */
  effectable(): readonly Item[] {
    return this.#ordering === 'fifo' ? this.#waiting.slice(0, 1) : this.#waiting;
  }

  /** Operations that have taken effect, or failed, and may now be reported to their caller. */
  reportable(): readonly Item[] {
    return this.#ordering === 'fifo' ? this.#done.slice(0, 1) : this.#done;
  }

  /** Notes that one of the {@link effectable} has taken effect, or failed. */
  takeEffect(item: Item): void {
    this.#waiting = without(this.#waiting, item);
    this.#done.push(item);
  }

  /** Notes that one of the {@link reportable} has been reported to its caller. */
  report(item: Item): void {
    this.#done = without(this.#done, item);
  }

  /** Forgets the operations that a dead process had under way. */
  drop(isDropped: (item: Item) => boolean): void {
    this.#waiting = this.#waiting.filter((item) => !isDropped(item));
    this.#done = this.#done.filter((item) => !isDropped(item));
  }
}

function without<T>(list: readonly T[], item: T): T[] {
  return list.filter((candidate) => candidate !== item);
}
