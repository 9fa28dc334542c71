/** Fakes of what surrounds Amplify, for any test suite. They know nothing of the harness. */

export {
  FakeCognito,
  type FakeCognitoSettings,
  type SessionFacts,
  type TokenFacts,
  type TokenSet,
} from './cognito/fake-cognito.ts';
export { cognitoHandlers } from './cognito/msw.ts';
export { type CognitoOptions, DEFAULT_COGNITO_OPTIONS } from './cognito/options.ts';
export type { WireRequest, WireResponse } from './cognito/wire.ts';
export { createFakeStorage, type FakeStorageOptions, type KeyValueStorage } from './storage/fake-storage.ts';
export { applyOperation, type StorageData, type StorageOperation } from './storage/operation.ts';
export { OperationQueue, type PendingOperation } from './storage/operation-queue.ts';
export { STORAGE_ORDERINGS, type StorageOrdering } from './storage/ordering.ts';
