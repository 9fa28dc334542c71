/**
 * A failure that does not follow from the stored data, so a driver must choose it. The backend decides what it does to
 * the data and which error the caller gets.
 *
 * - `disk-full`: nothing more can be written.
 * - `io-error`: the operation fails and leaves everything as it was.
 * - `locked`: the device is locked, and the entry can be read only while it is unlocked.
 * - `key-lost`: the key that the entries are encrypted with is gone, as after a restored backup.
 * - `quota-exceeded`: others of the same origin have used up its space.
 */
export type StorageFailure = 'disk-full' | 'io-error' | 'locked' | 'key-lost' | 'quota-exceeded';

export const STORAGE_FAILURES: readonly StorageFailure[] = [
  'disk-full',
  'io-error',
  'locked',
  'key-lost',
  'quota-exceeded',
];

/** An error as a native module reports it; about one entry if `key` is given. */
export class NativeStorageError extends Error {
  override readonly name = 'Error';
  /** The entry that it is about. */
  readonly key: string | undefined;
  /** A code by which the caller can recognise the error, if the module gives one. */
  readonly code: string | undefined;

  constructor(message: string, { key, code }: { readonly key?: string; readonly code?: string } = {}) {
    super(message);
    this.key = key;
    this.code = code;
  }
}

/**
 * The error of an operation on several entries: the only error, or an `AggregateError` of all of them.
 * @returns undefined if there are none
 */
export function combinedError(errors: readonly Error[]): Error | undefined {
  const [first] = errors;
  return errors.length > 1 ? new AggregateError(errors, first?.message) : first;
}

/** The errors behind one thrown by a backend; see {@link combinedError}. */
export function separateErrors(error: unknown): readonly Error[] {
  return error instanceof AggregateError ? error.errors : [error as Error];
}
