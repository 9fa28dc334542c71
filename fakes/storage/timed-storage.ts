import type { StorageBackend, StorageDevice, StorageProcess } from './backend.ts';
import type { BackendOperation, StorageResult } from './batch-operation.ts';
import type { StorageFailure } from './failure.ts';
import type { Latency } from './latency.ts';
import type { NativeStorage } from './native-storage.ts';
import type { StorageData } from './operation.ts';
import { OperationOrder } from './operation-order.ts';

export interface TimedStorageOptions {
  /** The contents of the disk, to set up at the start and to inspect afterwards. */
  readonly data?: StorageData;
  /** Default 0. Synchronous storages take no time. */
  readonly latency?: Latency;
  /**
   * Instead of {@link latency}: an operation takes effect when the promise resolves, so that a test's own
   * scheduler decides, such as that of fast-check: `(operation) => scheduler.schedule(Promise.resolve(), ...)`.
   */
  readonly schedule?: (operation: BackendOperation) => Promise<unknown>;
  /**
   * The failure that hits an operation when it is about to take effect. A failure of the backend has the backend's
   * consequences, and has no effect on an operation that it cannot hit. Any other error leaves the data as it is.
   */
  readonly fault?: (operation: BackendOperation) => StorageFailure | Error | undefined;
}

interface Pending {
  readonly operation: BackendOperation;
  readonly resolve: (result: StorageResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Drives a backend by the global `setTimeout`, so that a test's fake timers control it. */
export class TimedStorage implements NativeStorage {
  readonly data: StorageData;
  readonly #backend: StorageBackend;
  readonly #options: TimedStorageOptions;
  readonly #device: StorageDevice;
  #process: StorageProcess;
  #order: OperationOrder<Pending>;

  constructor(backend: StorageBackend, options: TimedStorageOptions = {}) {
    this.#backend = backend;
    this.#options = options;
    this.data = options.data ?? new Map();
    this.#device = backend.device(this.data);
    this.#process = this.#device.start();
    this.#order = orderOf(backend);
  }

  /** Kills the process and restarts it. Operations under way never settle; effects that have happened stay. */
  restart(): void {
    this.#process = this.#device.start();
    this.#order = orderOf(this.#backend);
  }

  async perform<Operation extends BackendOperation>(operation: Operation): Promise<StorageResult<Operation>> {
    if (this.#backend.ordering === 'sync') return this.performAtOnce(operation);
    const refusal = this.#backend.refusal?.(operation);
    if (refusal) throw refusal;
    return new Promise((resolve, reject) => {
      const order = this.#order;
      const idle = order.effectable().length === 0;
      const pending: Pending = { operation, resolve: resolve as Pending['resolve'], reject };
      order.issue(pending);
      // A serial backend serves one at a time, the next as the last one ends; the other starts all at once.
      if (idle || this.#backend.ordering === 'unordered') this.#serve(pending, order);
    });
  }

  performAtOnce<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> {
    const refusal = this.#backend.refusal?.(operation);
    if (refusal) throw refusal;
    const fault = this.#options.fault?.(operation);
    if (fault instanceof Error) throw fault;
    const hits = fault !== undefined && this.#process.failuresOf(operation).includes(fault);
    return this.#process.carryOut(operation, hits ? fault : undefined);
  }

  #serve(pending: Pending, order: OperationOrder<Pending>): void {
    const { latency = () => 0, schedule } = this.#options;
    const finish = (): void => {
      if (order === this.#order) this.#finish(pending);
    };
    if (schedule) schedule(pending.operation).then(finish);
    else setTimeout(finish, latency(pending.operation));
  }

  #finish(pending: Pending): void {
    const order = this.#order;
    try {
      pending.resolve(this.performAtOnce(pending.operation));
    } catch (error) {
      pending.reject(error);
    }
    order.takeEffect(pending);
    order.report(pending);
    const [next] = order.effectable();
    if (this.#backend.ordering === 'fifo' && next) this.#serve(next, order);
  }
}

function orderOf({ ordering }: StorageBackend): OperationOrder<Pending> {
  // A synchronous backend has nothing under way.
  return new OperationOrder(ordering === 'sync' ? 'fifo' : ordering);
}
