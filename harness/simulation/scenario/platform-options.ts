import {
  STORAGE_BACKEND_NAMES,
  STORAGE_BACKENDS,
  type StorageBackendName,
} from '../../../fakes/storage/catalogue.ts';
import { PLATFORMS, type Platform } from '../../amplify/realm/globals.ts';
import { oneOf } from './options.ts';

/** The options of a scenario that runs on either platform. */
export const PLATFORM_OPTIONS = {
  platform: oneOf(PLATFORMS, 'react-native', 'what the app runs on; in a browser, storage is synchronous'),
  storage: oneOf(
    STORAGE_BACKEND_NAMES,
    'fifo',
    "the app's storage: a product, or only an ordering (fifo, unordered, sync)",
  ),
};

/** The storage of a device on a platform: the chosen one, or a synchronous one if a browser cannot have that. */
export function storageOn(platform: Platform, storage: StorageBackendName): StorageBackendName {
  if (platform !== 'web' || storage === 'indexed-db') return storage;
  return STORAGE_BACKENDS[storage].ordering === 'sync' ? storage : 'sync';
}
