import type { BackendOperation, StorageResult } from './batch-operation.ts';

/** What a storage's JavaScript hands its operations to: a backend with whatever drives it. */
export interface NativeStorage {
  /**
   * Queues an operation. Resolves or rejects when it is reported, and never settles when the process
   * dies first.
   */
  perform<Operation extends BackendOperation>(operation: Operation): Promise<StorageResult<Operation>>;
  /**
   * Carries an operation out before returning, ahead of whatever is queued.
   * @throws what the backend fails with
   */
  performAtOnce<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation>;
}
