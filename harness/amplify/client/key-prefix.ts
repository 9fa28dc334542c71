import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import type { Platform } from '../realm/globals.ts';

/** The prefix that Amplify 5's memory mirror adds to its keys in AsyncStorage (`StorageHelper/reactnative.js`). */
const MEMORY_MIRROR = '@MemoryStorage:';

/** The prefix of all of Amplify's keys on a device. */
export function keyPrefix(major: 5 | 6, platform: Platform, ordering: StorageOrdering): string {
  // Amplify 5 uses a synchronous storage directly, without the mirror.
  return major === 5 && platform === 'react-native' && ordering !== 'sync' ? MEMORY_MIRROR : '';
}
