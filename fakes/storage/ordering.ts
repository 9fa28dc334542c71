/**
 * The order in which a backend may carry out operations and report their completion.
 *
 * - `fifo`: one serial queue for the whole store, and replies in the same order. React Native AsyncStorage
 *   1.x/2.x on both platforms (Android: a `SerialExecutor`; iOS: one serial dispatch queue), and
 *   expo-secure-store without authentication.
 * - `unordered`: every operation runs by itself. AsyncStorage 3.x and its Android `useNextStorage` mode
 *   (one coroutine a call on a pool of threads).
 * - `sync`: done when the call returns. MMKV, localStorage, cookies.
 */
export type StorageOrdering = 'fifo' | 'unordered' | 'sync';

export const STORAGE_ORDERINGS: readonly StorageOrdering[] = ['fifo', 'unordered', 'sync'];
