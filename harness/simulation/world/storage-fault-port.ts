import type { Step } from './step.ts';
import type { StoragePort } from './storage-port.ts';
import type { StepSource } from './world.ts';

/** A storage that may fail, and the realms that use it. */
export interface FailingStorage {
  readonly port: StoragePort;
  readonly realms: readonly string[];
}

/** The failures of storages that begin and end by steps of their own. */
export class StorageFaultPort implements StepSource {
  readonly #storages: readonly FailingStorage[];

  /** Must be created after all sources of steps that run code, because it looks at them. */
  constructor(storages: readonly FailingStorage[]) {
    this.#storages = storages;
  }

  collect(into: Step[]): void {
    const next = [...into];
    for (const { port, realms } of this.#storages) {
      port.collectFaults(
        into,
        next.some((step) => step.runsJavaScript && realms.includes(step.realm)),
      );
    }
  }

  dropRealm(): void {}
}
