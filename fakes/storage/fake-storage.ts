import { applyOperation, type StorageData, type StorageOperation } from './operation.ts';
import { OperationQueue, type PendingOperation } from './operation-queue.ts';
import type { StorageOrdering } from './ordering.ts';

/** The store that Amplify v6 takes in `cognitoUserPoolsTokenProvider.setKeyValueStorage`. */
export interface KeyValueStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  clear(): Promise<void>;
}

export interface FakeStorageOptions {
  /** Default `fifo`, which is what React Native's AsyncStorage guarantees. */
  readonly ordering?: StorageOrdering;
  /** Entries to start with, and to look at afterwards. Share one between storages to model a restart. */
  readonly data?: StorageData;
  /** Milliseconds until an operation takes effect, counted from when the backend turns to it. Default 0. */
  readonly latency?: (operation: StorageOperation) => number;
  /** The error with which an operation fails, if it should. The data is then left as it is. */
  readonly fault?: (operation: StorageOperation) => Error | undefined;
}

/**
 * A stand-alone storage for any test suite, with the ordering of a real backend. It waits by the global
 * `setTimeout`, so a test's fake timers control it.
 */
export function createFakeStorage(options: FakeStorageOptions = {}): KeyValueStorage {
  const { ordering = 'fifo', data = new Map(), latency = () => 0, fault = () => undefined } = options;
  const perform =
    ordering === 'sync'
      ? performAtOnce(data, fault)
      : performQueued(new OperationQueue(data, ordering), ordering, latency, fault);
  return {
    getItem: async (key) => (await perform({ method: 'getItem', key })) ?? null,
    setItem: async (key, value) => void (await perform({ method: 'setItem', key, value })),
    removeItem: async (key) => void (await perform({ method: 'removeItem', key })),
    clear: async () => void (await perform({ method: 'clear' })),
  };
}

type Perform = (operation: StorageOperation) => Promise<string | null | undefined>;
type Fault = NonNullable<FakeStorageOptions['fault']>;

function performAtOnce(data: StorageData, fault: Fault): Perform {
  return async (operation) => {
    const error = fault(operation);
    if (error) throw error;
    return applyOperation(data, operation);
  };
}

type Waiter = {
  readonly resolve: (value: string | null | undefined) => void;
  readonly reject: (error: Error) => void;
};

function performQueued(
  queue: OperationQueue<Waiter>,
  ordering: StorageOrdering,
  latency: (operation: StorageOperation) => number,
  fault: Fault,
): Perform {
  let serving = false;

  const serve = (pending: PendingOperation<Waiter>): void => {
    serving = true;
    setTimeout(() => {
      queue.takeEffect(pending, fault(pending.operation));
      queue.report(pending);
      if (pending.error) pending.tag.reject(pending.error);
      else pending.tag.resolve(pending.result);
      const [next] = queue.effectable();
      if (ordering === 'fifo' && next) serve(next);
      else serving = false;
    }, latency(pending.operation));
  };

  return (operation) =>
    new Promise((resolve, reject) => {
      const pending = queue.issue(operation, { resolve, reject });
      // A serial backend serves one at a time, the next as the last one ends; the other starts all at once.
      if (ordering === 'unordered' || !serving) serve(pending);
    });
}
