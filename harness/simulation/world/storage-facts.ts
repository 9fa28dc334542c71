import type { BackendOperation, StorageResult } from '../../../fakes/storage/batch-operation.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { OutcomeFacts, StepFacts } from '../../../results/step-facts.ts';

export interface StorageNames {
  /** Public names for a key and for a value, which reveal no secret. */
  readonly describeKey: (key: string) => string;
  readonly describeValue: (value: string) => string;
}

/** The outcome of an operation. */
export type OperationOutcome = {
  /** What hit it, if anything did: a failure need not be an error. */
  readonly failure: StorageFailure | undefined;
} & ({ readonly result: StorageResult } | { readonly error: Error });

/** An operation on a storage. */
export type OperationFacts = Pick<StepFacts, 'operation' | 'keys' | 'values'>;

/** Operations on a storage, as facts that reveal no secret. */
export class StorageFacts {
  readonly #names: StorageNames;

  constructor(names: StorageNames) {
    this.#names = names;
  }

  operation(operation: BackendOperation): OperationFacts {
    const { describeKey, describeValue } = this.#names;
    const { method } = operation;
    switch (operation.method) {
      case 'clear':
      case 'getAllKeys':
        return { operation: method };
      case 'getItem':
      case 'removeItem':
        return { operation: method, keys: [describeKey(operation.key)] };
      case 'setItem':
        return {
          operation: method,
          keys: [describeKey(operation.key)],
          values: [describeValue(operation.value)],
        };
      case 'multiGet':
      case 'multiRemove':
        return { operation: method, keys: operation.keys.map(describeKey) };
      case 'multiSet':
        return {
          operation: method,
          keys: operation.entries.map(([key]) => describeKey(key)),
          values: operation.entries.map(([, value]) => describeValue(value)),
        };
    }
  }

  /** For messages about what escaped control. */
  label(operation: BackendOperation): string {
    const { keys = [] } = this.operation(operation);
    return [operation.method, keys.join(', ')].join(' ').trim();
  }

  /** The outcome of an operation, and the failure that hit it. */
  outcome(
    operation: BackendOperation,
    outcome: OperationOutcome,
  ): Pick<StepFacts, 'outcome' | 'fault'> & { readonly outcome: OutcomeFacts } {
    const fault = outcome.failure && ({ code: outcome.failure, stage: 'storage' } as const);
    return {
      ...(fault && { fault }),
      // What the error says may name the user.
      outcome:
        'error' in outcome
          ? { code: 'failed', error: outcome.error.name }
          : this.result(operation, outcome.result),
    };
  }

  result(operation: BackendOperation, result: StorageResult): OutcomeFacts {
    if (result === undefined) return { code: 'done' };
    if (result === null) return { code: 'nothing' };
    if (typeof result === 'string') return { code: 'value', value: this.#names.describeValue(result) };
    if (operation.method === 'getAllKeys') return { code: 'count', count: result.length };
    const found = result.filter((value) => value !== null);
    return { code: 'count', count: found.length, of: result.length };
  }
}
