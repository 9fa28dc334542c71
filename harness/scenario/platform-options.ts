import { STORAGE_ORDERINGS, type StorageOrdering } from '../../fakes/storage/ordering.ts';
import { PLATFORMS, type Platform } from '../realm/globals.ts';
import { oneOf } from './options.ts';

/** The options of a scenario that plays on either platform. */
export const PLATFORM_OPTIONS = {
  platform: oneOf(PLATFORMS, 'react-native', 'what the app runs on; a browser has synchronous storage'),
  storage: oneOf(STORAGE_ORDERINGS, 'fifo', 'the order that the storage of React Native guarantees'),
};

/** The ordering of the storage of a device that is on a platform. */
export function storageOn(platform: Platform, storage: StorageOrdering): StorageOrdering {
  return platform === 'web' ? 'sync' : storage;
}
