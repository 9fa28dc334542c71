import type { KeyValueStorage } from '../../../fakes/storage/fake-storage.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { noValueRefused } from '../../../fakes/storage/no-value.ts';
import type { Platform } from './globals.ts';

/**
 * A device's storage as an app hands it to Amplify 6: by functions that wait, as adapters have them. What is no text, as
 * where a release stores `undefined`, is refused as by AsyncStorage, and becomes a text in a browser, as in cookies.
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
