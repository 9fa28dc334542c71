/** Fakes of everything around Amplify, for any test suite. They know nothing about the harness. */

export {
  type AccessListener,
  type CredentialsFacts,
  type DeviceCredentials,
  FAULT_KINDS,
  FakeCognito,
  type FakeCognitoSettings,
  type Fault,
  type FaultKind,
  type IdentityFacts,
  type ServerEvent,
  type SessionFacts,
  type StartedSession,
  type TokenFacts,
  type TokenSet,
} from './cognito/fake-cognito.ts';
export { type CognitoOptions, DEFAULT_COGNITO_OPTIONS } from './cognito/options.ts';
export type { MfaKind, NewUser, UserStatus } from './cognito/user.ts';
export type { WireRequest, WireResponse } from './cognito/wire.ts';
export type { StorageBackend, StorageDevice, StorageProcess } from './storage/backend.ts';
export type { BackendOperation, BatchOperation, StorageResult } from './storage/batch-operation.ts';
export { FakeCookieJar } from './storage/browser/cookie-jar.ts';
export { FakeOrigin, type FakeOriginOptions } from './storage/browser/origin.ts';
export type { FakeWindow } from './storage/browser/window.ts';
export { STORAGE_BACKEND_NAMES, STORAGE_BACKENDS, type StorageBackendName } from './storage/catalogue.ts';
export { STORAGE_FAILURES, type StorageFailure } from './storage/failure.ts';
export { createFakeStorage, type FakeStorageOptions } from './storage/fake-storage.ts';
export { type KeyValueStorage, keyValueStorage } from './storage/key-value-storage.ts';
export {
  constantLatency,
  type Latency,
  latencyByMethod,
  longTailLatency,
  uniformLatency,
} from './storage/latency.ts';
export { FakeAsyncStorage } from './storage/modules/async-storage.ts';
export { FakeAsyncStorage3 } from './storage/modules/async-storage-3.ts';
export { FakeMmkv } from './storage/modules/mmkv.ts';
export { FakeSecureStore } from './storage/modules/secure-store.ts';
export type { NativeStorage } from './storage/native-storage.ts';
export { applyOperation, type StorageData, type StorageOperation } from './storage/operation.ts';
export { OperationOrder } from './storage/operation-order.ts';
export { STORAGE_ORDERINGS, type StorageOrdering } from './storage/ordering.ts';
export { TimedStorage, type TimedStorageOptions } from './storage/timed-storage.ts';
