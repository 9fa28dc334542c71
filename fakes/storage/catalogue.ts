import type { StorageBackend } from './backend.ts';
import { appleManifestBackend } from './backends/apple-manifest.ts';
import { cookiesBackend } from './backends/cookies.ts';
import { encryptedPreferencesBackend } from './backends/encrypted-preferences.ts';
import { keychainBackend } from './backends/keychain.ts';
import { mmkvBackend } from './backends/mmkv.ts';
import { plainBackend } from './backends/plain.ts';
import { ASYNC_STORAGE_CAPACITY, sqliteBackend } from './backends/sqlite.ts';
import { webStorageBackend } from './backends/web-storage.ts';

/**
 * Every storage that a scenario can choose, by name. The first three are not products but only orderings, without
 * failures.
 */
export const STORAGE_BACKENDS = {
  fifo: plainBackend('fifo', 'any serial storage, never failing'),
  unordered: plainBackend('unordered', 'any storage that runs operations by themselves, never failing'),
  sync: plainBackend('sync', 'any synchronous storage, never failing'),
  'async-storage-android': sqliteBackend({
    title: 'AsyncStorage 1.x and 2.x on Android (SQLite, one transaction a call)',
    ordering: 'fifo',
    capacity: ASYNC_STORAGE_CAPACITY,
    readsEmptyAsNull: true,
  }),
  'async-storage-ios': appleManifestBackend('AsyncStorage 1.x and 2.x on iOS (manifest and files)', 2),
  'async-storage-next-android': sqliteBackend({
    title: 'AsyncStorage 1.x and 2.x on Android with AsyncStorage_useNextStorage (Room)',
    ordering: 'unordered',
    capacity: Number.POSITIVE_INFINITY,
    readsEmptyAsNull: true,
  }),
  'async-storage-3-android': sqliteBackend({
    title: 'AsyncStorage 3.x on Android, default export (Room)',
    ordering: 'unordered',
    capacity: Number.POSITIVE_INFINITY,
    readsEmptyAsNull: false,
  }),
  'async-storage-3-ios': appleManifestBackend('AsyncStorage 3.x on iOS, default export', 3),
  'async-storage-3-database': sqliteBackend({
    title: 'AsyncStorage 3.x, createAsyncStorage (a task a call, on both platforms)',
    ordering: 'unordered',
    capacity: Number.POSITIVE_INFINITY,
    readsEmptyAsNull: false,
  }),
  mmkv: mmkvBackend,
  'local-storage': webStorageBackend(),
  cookies: cookiesBackend,
  'indexed-db': plainBackend(
    'fifo',
    'IndexedDB, a transaction an operation (one after the other, in all tabs)',
  ),
  'secure-store-ios': keychainBackend,
  'secure-store-android': encryptedPreferencesBackend,
} as const satisfies Readonly<Record<string, StorageBackend>>;

export type StorageBackendName = keyof typeof STORAGE_BACKENDS;

export const STORAGE_BACKEND_NAMES = Object.keys(STORAGE_BACKENDS) as readonly StorageBackendName[];
