import { applyOperation, type StorageData, type StorageOperation } from './operation.ts';
import type { StorageOrdering } from './ordering.ts';

/** An operation on its way through a backend: given to it, carried out, reported. */
export interface PendingOperation<Tag = unknown> {
  readonly operation: StorageOperation;
  /** Whatever the owner wants to find again. */
  readonly tag: Tag;
  /** Set once it has taken effect. */
  result?: string | null | undefined;
  /** Set instead of a result when it failed. */
  error?: Error;
}

/**
 * The operations under way in one store, and which of them the backend's ordering lets happen next.
 * It decides nothing: its owner (a scheduler, or timers) picks from {@link effectable} and {@link reportable}.
 */
export class OperationQueue<Tag = unknown> {
  readonly data: StorageData;
  readonly #ordering: Exclude<StorageOrdering, 'sync'>;
  #waiting: PendingOperation<Tag>[] = [];
  #done: PendingOperation<Tag>[] = [];

  constructor(data: StorageData, ordering: Exclude<StorageOrdering, 'sync'>) {
    this.data = data;
    this.#ordering = ordering;
  }

  issue(operation: StorageOperation, tag: Tag): PendingOperation<Tag> {
    const pending: PendingOperation<Tag> = { operation, tag };
    this.#waiting.push(pending);
    return pending;
  }

  /** Operations that may take effect now. */
  effectable(): readonly PendingOperation<Tag>[] {
    return this.#ordering === 'fifo' ? this.#waiting.slice(0, 1) : this.#waiting;
  }

  /** Operations that have taken effect and whose caller may be told now. */
  reportable(): readonly PendingOperation<Tag>[] {
    return this.#ordering === 'fifo' ? this.#done.slice(0, 1) : this.#done;
  }

  /** @param failure what it fails with; the data is then left as it is */
  takeEffect(pending: PendingOperation<Tag>, failure?: Error): void {
    this.#waiting = without(this.#waiting, pending);
    if (failure) pending.error = failure;
    else pending.result = applyOperation(this.data, pending.operation);
    this.#done.push(pending);
  }

  report(pending: PendingOperation<Tag>): void {
    this.#done = without(this.#done, pending);
  }

  /** Forgets what a dead process had under way. What had taken effect stays in the data. */
  drop(isDropped: (tag: Tag) => boolean): void {
    this.#waiting = this.#waiting.filter((pending) => !isDropped(pending.tag));
    this.#done = this.#done.filter((pending) => !isDropped(pending.tag));
  }
}

function without<T>(list: readonly T[], item: T): T[] {
  return list.filter((candidate) => candidate !== item);
}
