import {
  STORAGE_BACKEND_NAMES,
  STORAGE_BACKENDS,
  type StorageBackendName,
} from '../../../fakes/storage/catalogue.ts';
import { PLATFORMS, type Platform } from '../../amplify/realm/globals.ts';
import { oneOf } from './options.ts';

/** The options of a scenario that plays on either platform. */
export const PLATFORM_OPTIONS = {
  platform: oneOf(PLATFORMS, 'react-native', 'what the app runs on; a browser has synchronous storage'),
  storage: oneOf(
    STORAGE_BACKEND_NAMES,
    'fifo',
    'what the app stores in: a product, or no more than an ordering (fifo, unordered, sync)',
  ),
};

/** The storage of a device that is on a platform: as it was chosen, or synchronous where a browser cannot have it. */
export function storageOn(platform: Platform, storage: StorageBackendName): StorageBackendName {
  if (platform !== 'web' || storage === 'indexed-db') return storage;
  return STORAGE_BACKENDS[storage].ordering === 'sync' ? storage : 'sync';
}
