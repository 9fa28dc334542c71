import type { BackendOperation } from '../batch-operation.ts';
import { NativeStorageError, type StorageFailure } from '../failure.ts';
import type { AppleManifestVersion } from './apple-manifest.ts';

/** Cocoa's codes: `NSFileWriteOutOfSpaceError`, `NSFileWriteNoPermissionError`, `NSFileReadNoPermissionError`. */
const OUT_OF_SPACE = 640;
const NOT_WRITABLE = 513;
const NOT_READABLE = 257;

/** Why a file could not be written. */
export function notWritten(what: string, failure: StorageFailure, key?: string): NativeStorageError {
  return cocoaError(what, failure === 'disk-full' ? OUT_OF_SPACE : NOT_WRITABLE, key);
}

/** Why a file could not be read. */
export function notRead(key: string): NativeStorageError {
  return cocoaError('Failed to read storage file.', NOT_READABLE, key);
}

export function emptyKey(): NativeStorageError {
  return new NativeStorageError('Invalid key - must be at least one character.  Key: ', { key: '' });
}

/**
 * The errors of an operation as its caller is told of them. The module of 3.x keeps the cause to itself and
 * names only what was tried; the class behind it is the same.
 */
export function toldErrors(
  errors: readonly Error[],
  { method }: BackendOperation,
  version: AppleManifestVersion,
): readonly Error[] {
  if (version === 2 || errors.length === 0) return errors;
  return [new NativeStorageError(`Failed to ${TRIED[method]}`, { code: 'AsyncStorageError' })];
}

const TRIED: Readonly<Record<BackendOperation['method'], string>> = {
  getItem: 'get values for keys',
  multiGet: 'get values for keys',
  setItem: 'set key-value pairs',
  multiSet: 'set key-value pairs',
  removeItem: 'remove keys',
  multiRemove: 'remove keys',
  getAllKeys: 'get all keys',
  clear: 'clear storage',
};

function cocoaError(what: string, code: number, key: string | undefined): NativeStorageError {
  const message = `${what}Error Domain=NSCocoaErrorDomain Code=${code}`;
  return new NativeStorageError(message, key === undefined ? {} : { key });
}
