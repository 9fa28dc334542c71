import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import { applyBackendOperation, type BackendOperation, type StorageResult } from '../batch-operation.ts';
import type { StorageData } from '../operation.ts';
import type { StorageOrdering } from '../ordering.ts';

/** A storage whose only property is the order that it guarantees: it never fails. */
export function plainBackend(ordering: StorageOrdering, title: string): StorageBackend {
  return {
    title,
    ordering,
    failures: [],
    device: (data) => deviceWithoutMemory(new PlainProcess(data)),
  };
}

class PlainProcess implements StorageProcess {
  readonly #data: StorageData;

  constructor(data: StorageData) {
    this.#data = data;
  }

  memory(): string {
    return '';
  }

  failuresOf(): readonly [] {
    return [];
  }

  carryOut<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> {
    return applyBackendOperation(this.#data, operation) as StorageResult<Operation>;
  }
}
