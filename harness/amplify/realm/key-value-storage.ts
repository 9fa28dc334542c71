import type { KeyValueStorage } from '../../../fakes/storage/fake-storage.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { noValueRefused } from '../../../fakes/storage/no-value.ts';
import type { Platform } from './globals.ts';

/**
 * A device's storage as an app gives it to Amplify 6: with asynchronous functions, like those of adapters. If a release
 * stores something other than text, such as `undefined`, React Native refuses it, as AsyncStorage does; a browser
 * converts it to text, as cookies do.
 */
export function keyValueStorage(native: NativeStorage, platform: Platform): KeyValueStorage {
  return {
    getItem: async (key) => (await native.perform({ method: 'getItem', key })) ?? null,
    setItem: async (key, value) => {
      if (value == null && platform === 'react-native') throw noValueRefused();
      await native.perform({ method: 'setItem', key, value: String(value) });
    },
    removeItem: async (key) => void (await native.perform({ method: 'removeItem', key })),
    clear: async () => void (await native.perform({ method: 'clear' })),
  };
}
