import type { KeyValueStorage } from '../../fakes/storage/fake-storage.ts';
import type { NativeStorage } from '../../fakes/storage/native-storage.ts';

/** A device's storage as an app hands it to Amplify 6: by functions that wait, as adapters have them. */
export function keyValueStorage(native: NativeStorage): KeyValueStorage {
  return {
    getItem: async (key) => (await native.perform({ method: 'getItem', key })) ?? null,
    setItem: async (key, value) => void (await native.perform({ method: 'setItem', key, value })),
    removeItem: async (key) => void (await native.perform({ method: 'removeItem', key })),
    clear: async () => void (await native.perform({ method: 'clear' })),
  };
}
