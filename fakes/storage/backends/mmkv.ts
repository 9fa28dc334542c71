import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import { applyBackendOperation, type BackendOperation, type StorageResult } from '../batch-operation.ts';
import { NativeStorageError, type StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';

/**
 * react-native-mmkv: synchronous, in program order; what a call has written survives the death of the process.
 * Writing throws where the file cannot grow, and the old value stays (that it stays is inferred).
 *
 * Source: `HybridMMKV.cpp` of react-native-mmkv 4.3.2.
 */
export const mmkvBackend: StorageBackend = {
  title: 'react-native-mmkv (synchronous)',
  ordering: 'sync',
  failures: ['disk-full'],
  refusal: (operation) =>
    operation.method === 'setItem' && operation.key === ''
      ? new Error('Cannot set a value for an empty key!')
      : undefined,
  device: (data) => deviceWithoutMemory(new MmkvProcess(data)),
};

class MmkvProcess implements StorageProcess {
  readonly #data: StorageData;

  constructor(data: StorageData) {
    this.#data = data;
  }

  memory(): string {
    return '';
  }

  failuresOf({ method }: BackendOperation): readonly StorageFailure[] {
    return method === 'setItem' ? ['disk-full'] : [];
  }

  carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure?: StorageFailure,
  ): StorageResult<Operation> {
    if (failure && operation.method === 'setItem') {
      throw new NativeStorageError(`Failed to set value for key "${operation.key}"!`);
    }
    return applyBackendOperation(this.#data, operation) as StorageResult<Operation>;
  }
}
