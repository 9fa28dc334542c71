import type { BackendOperation, StorageResult } from './batch-operation.ts';
import type { StorageFailure } from './failure.ts';
import type { StorageData } from './operation.ts';
import type { StorageOrdering } from './ordering.ts';

/**
 * What one kind of storage does, apart from when it does it: its ordering, its atomicity and its failures.
 * A driver (the harness' scheduler, or timers) decides which operation is next and which failure hits.
 */
export interface StorageBackend {
  /** What it stands for, in a line. */
  readonly title: string;
  readonly ordering: StorageOrdering;
  /** The failures that can hit it. */
  readonly failures: readonly StorageFailure[];
  /**
   * The error with which the backend's own JavaScript refuses an operation, before the operation is queued.
   * Left out by backends that refuse nothing.
   */
  refusal?(operation: BackendOperation): Error | undefined;
  /** The storage of one device, over what is on its disk. */
  device(data: StorageData): StorageDevice;
}

/** A storage that outlives processes. */
export interface StorageDevice {
  /** The view of a process that starts now. What an earlier one held in memory only is lost to it. */
  start(): StorageProcess;
}

/** A storage as one running process, or one browser tab, sees it. */
export interface StorageProcess {
  /** The failures that could hit an operation if it took effect now. */
  failuresOf(operation: BackendOperation): readonly StorageFailure[];
  /**
   * Carries an operation out at once.
   * @param failure one of {@link failuresOf} that hits it
   * @throws what the caller is told. What has happened to the data then depends on the backend: nothing at
   *   all, a part of it, or everything.
   */
  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation>;
  /**
   * What it holds in memory beyond the data, as text. Processes whose data and memory are equal answer
   * everything alike from there on.
   */
  memory(): string;
}

/** A device that keeps nothing in memory: every process sees what is on disk. */
export function deviceWithoutMemory(process: StorageProcess): StorageDevice {
  return { start: () => process };
}
