import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import type { Platform } from '../realm/globals.ts';

/** What the memory mirror of Amplify 5 puts before its keys in AsyncStorage (`StorageHelper/reactnative.js`). */
const MEMORY_MIRROR = '@MemoryStorage:';

/** What comes before every key of Amplify on a device. */
export function keyPrefix(major: 5 | 6, platform: Platform, ordering: StorageOrdering): string {
  // A synchronous storage is handed to Amplify 5 itself, in place of the mirror.
  return major === 5 && platform === 'react-native' && ordering !== 'sync' ? MEMORY_MIRROR : '';
}
