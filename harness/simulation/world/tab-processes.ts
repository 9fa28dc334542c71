import type { BackendOperation, StorageResult } from '../../../fakes/storage/batch-operation.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';

/** How a tab and its process see the storage at a moment, to go back to. */
export interface TakingBack {
  /** What the process sees now, as text. */
  readonly overwrites: string;
  readonly undo: () => void;
}

/** Whether other tabs run in the process of a realm: they die with it. @param processes by realm */
export function sharesItsProcess(realm: string, processes: ReadonlyMap<string, string>): boolean {
  return [...processes.values()].filter((process) => process === processes.get(realm)).length > 1;
}

/** The storage of a browser as its tabs see it, which run in several renderer processes. */
export interface TabProcesses {
  /** Called when a realm boots: its process has started by then, and hears of what changes from then on. */
  open(realm: string): void;
  /** The failures that could hit an operation of a realm now. */
  failuresOf(realm: string, operation: BackendOperation): readonly StorageFailure[];
  /**
   * Carries an operation of a realm out in the task that is under way. What it writes, other processes see later.
   * @param failure one of {@link failuresOf} that hits it
   * @throws what the storage fails with
   */
  carryOut<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
    failure: StorageFailure | undefined,
  ): StorageResult<Operation>;
  /**
   * What can be taken back of what a realm is about to write, until the next step, if it dies with its process. Undefined
   * where others live in that process.
   */
  takingBack(realm: string): TakingBack | undefined;
  /** Stores an entry as one that everybody has known for long. */
  place(key: string, value: string): void;
  /** What later operations can see, as text. */
  state(): string[];
}
