import type { NativeStorage } from './native-storage.ts';

/** The store that Amplify v6 takes in `cognitoUserPoolsTokenProvider.setKeyValueStorage`. */
export interface KeyValueStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** A backend as apps hand it to Amplify v6: an operation for each call. */
export function keyValueStorage(native: Pick<NativeStorage, 'perform'>): KeyValueStorage {
  return {
    getItem: (key) => native.perform({ method: 'getItem', key }),
    setItem: (key, value) => native.perform({ method: 'setItem', key, value }),
    removeItem: (key) => native.perform({ method: 'removeItem', key }),
    clear: () => native.perform({ method: 'clear' }),
  };
}
