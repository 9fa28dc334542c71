import { expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../catalogue.ts';
import { TimedStorage } from '../timed-storage.ts';
import { FakeMmkv } from './mmkv.ts';

test('does at once what MMKV does with strings', () => {
  const storage = new FakeMmkv(new TimedStorage(STORAGE_BACKENDS.mmkv));

  storage.set('a', '1');
  storage.set('b', '');

  expect(storage.getString('a')).toBe('1');
  expect(storage.getString('b')).toBe('');
  expect(storage.getString('absent')).toBeUndefined();
  expect(storage.contains('b')).toBe(true);
  expect(storage.getAllKeys()).toEqual(['a', 'b']);
  expect(storage.remove('a')).toBe(true);
  expect(storage.remove('a')).toBe(false);
  expect(() => storage.set('', '1')).toThrow('Cannot set a value for an empty key!');
  storage.clearAll();
  expect(storage.getAllKeys()).toEqual([]);
});
