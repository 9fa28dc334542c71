import type { StorageBackend } from '../backend.ts';
import { AppleManifestProcess } from './apple-manifest-process.ts';

/** Which of the two JavaScript interfaces the native class stands behind. */
export type AppleManifestVersion = 2 | 3;

/**
 * AsyncStorage on iOS, 1.x and 2.x, and the default export of 3.x: short values in one `manifest.json`, which is
 * written anew with every change, longer ones in a file each. Everything runs on one serial queue.
 *
 * The manifest is also held in memory, and an operation that fails halfway leaves the two apart:
 * - A value whose writing failed is read back until the process ends, and is gone, or the old one, thereafter.
 * - Reading a value whose file cannot be read drops the entry from the manifest in memory. It stays gone when
 *   the file can be read again, and the next change to the manifest makes that permanent.
 *
 * Source: `RNCAsyncStorage.mm` of async-storage 1.24.0, 2.2.0 (`ios/`) and 3.1.1 (`apple/legacy_storage/`).
 * Locked files presuppose that the app asks for data protection (async-storage pull request #270, issue #88).
 */
export function appleManifestBackend(title: string, version: AppleManifestVersion): StorageBackend {
  return {
    title,
    ordering: 'fifo',
    failures: ['disk-full', 'locked'],
    device: (data) => ({ start: () => new AppleManifestProcess(data, version) }),
  };
}
