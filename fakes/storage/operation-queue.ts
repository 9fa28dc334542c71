import { applyBackendOperation, type BackendOperation, type StorageResult } from './batch-operation.ts';
import type { StorageData } from './operation.ts';
import { OperationOrder } from './operation-order.ts';
import type { StorageOrdering } from './ordering.ts';

/** An operation on its way through a backend: given to it, carried out, reported. */
export interface PendingOperation<Tag = unknown> {
  readonly operation: BackendOperation;
  /** Whatever the owner wants to find again. */
  readonly tag: Tag;
  /** Set once it has taken effect. */
  result?: StorageResult;
  /** Set instead of a result when it failed. */
  error?: Error;
}

/**
 * The operations under way in one store whose only property is its ordering.
 * It decides nothing: its owner (a scheduler, or timers) picks from {@link effectable} and {@link reportable}.
 */
export class OperationQueue<Tag = unknown> {
  readonly data: StorageData;
  readonly #order: OperationOrder<PendingOperation<Tag>>;

  constructor(data: StorageData, ordering: Exclude<StorageOrdering, 'sync'>) {
    this.data = data;
    this.#order = new OperationOrder(ordering);
  }

  issue(operation: BackendOperation, tag: Tag): PendingOperation<Tag> {
    const pending: PendingOperation<Tag> = { operation, tag };
    this.#order.issue(pending);
    return pending;
  }

  /** Operations that may take effect now. */
  effectable(): readonly PendingOperation<Tag>[] {
    return this.#order.effectable();
  }

  /** Operations that have taken effect and whose caller may be told now. */
  reportable(): readonly PendingOperation<Tag>[] {
    return this.#order.reportable();
  }

  /** @param failure what it fails with; the data is then left as it is */
  takeEffect(pending: PendingOperation<Tag>, failure?: Error): void {
    if (failure) pending.error = failure;
    else pending.result = applyBackendOperation(this.data, pending.operation);
    this.#order.takeEffect(pending);
  }

  report(pending: PendingOperation<Tag>): void {
    this.#order.report(pending);
  }

  /** Forgets what a dead process had under way. What had taken effect stays in the data. */
  drop(isDropped: (tag: Tag) => boolean): void {
    this.#order.drop(({ tag }) => isDropped(tag));
  }
}
