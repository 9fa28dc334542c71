import type { BackendOperation, StorageResult } from './batch-operation.ts';
import type { StorageFailure } from './failure.ts';
import type { StorageData } from './operation.ts';
import type { StorageOrdering } from './ordering.ts';

/**
 * The behaviour of one kind of storage, apart from timing: its ordering, its atomicity and its failures.
 * A driver (the harness' scheduler, or timers) decides which operation is next and which failure hits.
 */
export interface StorageBackend {
  /** What it is, in a line. */
  readonly title: string;
  readonly ordering: StorageOrdering;
  /** The failures that can hit it. */
  readonly failures: readonly StorageFailure[];
  /**
   * The error with which the backend's own JavaScript refuses an operation, before the operation is queued.
   * Absent in backends that refuse nothing.
   */
  refusal?(operation: BackendOperation): Error | undefined;
  /** The storage of one device, over the contents of its disk. */
  device(data: StorageData): StorageDevice;
}

/** A storage that outlives processes. */
export interface StorageDevice {
  /** The view of a process that starts now. It loses what an earlier process held only in memory. */
  start(): StorageProcess;
}

/** A storage as one running process, or one browser tab, sees it. */
export interface StorageProcess {
  /** The failures that could hit an operation if it took effect now. */
  failuresOf(operation: BackendOperation): readonly StorageFailure[];
  /**
   * Carries out an operation at once.
   * @param failure one of {@link failuresOf} that hits it
   * @throws the error that the caller gets. The effect on the data then depends on the backend: none, a part of it, or
   *   all of it.
   */
  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation>;
  /**
   * What it holds in memory in addition to the data, as text. Processes with equal data and memory give equal answers
   * from then on.
   */
  memory(): string;
}

/** A device that keeps nothing in memory: every process sees the contents of the disk. */
export function deviceWithoutMemory(process: StorageProcess): StorageDevice {
  return { start: () => process };
}
