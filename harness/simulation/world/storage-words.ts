import type { BackendOperation, StorageResult } from '../../../fakes/storage/batch-operation.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';

export interface StorageVocabulary {
  /** Words for a key and for a value that give no secret away. */
  readonly describeKey: (key: string) => string;
  readonly describeValue: (value: string) => string;
}

/** What an operation came to. */
export type OperationOutcome = {
  /** What struck it, if anything did: a failure need not be an error. */
  readonly struck: StorageFailure | undefined;
} & ({ readonly result: StorageResult } | { readonly error: Error });

/** Says in words what is done to a storage. */
export class StorageWords {
  readonly #vocabulary: StorageVocabulary;

  constructor(vocabulary: StorageVocabulary) {
    this.#vocabulary = vocabulary;
  }

  operation(operation: BackendOperation): string {
    const { describeKey, describeValue } = this.#vocabulary;
    switch (operation.method) {
      case 'clear':
        return 'clear everything';
      case 'getItem':
        return `read ${describeKey(operation.key)}`;
      case 'removeItem':
        return `remove ${describeKey(operation.key)}`;
      case 'setItem':
        return `write ${describeKey(operation.key)} = ${describeValue(operation.value)}`;
      case 'getAllKeys':
        return 'list the keys';
      case 'multiGet':
        return `read ${operation.keys.map(describeKey).join(', ')}`;
      case 'multiSet':
        return `write ${operation.entries.map(([key, value]) => `${describeKey(key)} = ${describeValue(value)}`).join(', ')}`;
      case 'multiRemove':
        return `remove ${operation.keys.map(describeKey).join(', ')}`;
    }
  }

  /** What came of an operation, to be put after it; empty where there is nothing to tell. */
  outcome(operation: BackendOperation, outcome: OperationOutcome): string {
    // What the error says may name the user.
    if ('error' in outcome) return ` fails: ${outcome.struck ?? outcome.error.name}`;
    return `${this.#result(operation, outcome.result)}${outcome.struck ? ` (${outcome.struck})` : ''}`;
  }

  #result(operation: BackendOperation, result: StorageResult): string {
    if (result === undefined) return '';
    if (result === null) return ' -> nothing';
    if (typeof result === 'string') return ` -> ${this.#vocabulary.describeValue(result)}`;
    if (operation.method === 'getAllKeys') return ` -> ${result.length}`;
    const found = result.filter((value) => value !== null);
    return ` -> ${found.length} of ${result.length}`;
  }
}
