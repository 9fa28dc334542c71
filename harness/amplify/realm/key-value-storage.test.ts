import { expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../../../fakes/storage/catalogue.ts';
import { TimedStorage } from '../../../fakes/storage/timed-storage.ts';
import { keyValueStorage } from './key-value-storage.ts';

/** A value that only JavaScript without types can have. */
const NONE = [undefined, null] as unknown as readonly string[];

function storage(platform: 'react-native' | 'web') {
  const native = new TimedStorage(STORAGE_BACKENDS.fifo, { schedule: async () => undefined });
  return keyValueStorage(native, platform);
}

test.each(NONE)('on React Native %s is refused, as by AsyncStorage, and nothing is stored', async (none) => {
  const store = storage('react-native');

  await expect(store.setItem('a', none)).rejects.toThrow('Passing null/undefined as value is not supported');
  expect(await store.getItem('a')).toBeNull();
});

test.each(NONE)('in a browser %s is stored as a word, as in cookies', async (none) => {
  const store = storage('web');

  await store.setItem('a', none);

  expect(await store.getItem('a')).toBe(String(none));
});

test.each(['react-native', 'web'] as const)('on %s a text is stored as it is', async (platform) => {
  const store = storage(platform);

  await store.setItem('a', '');

  expect(await store.getItem('a')).toBe('');
});
