import { describe, expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../catalogue.ts';
import { webStorageBackend } from './web-storage.ts';

describe('MMKV', () => {
  test('throws when it cannot write, and keeps the old value', () => {
    const data = new Map([['a', 'old']]);
    const storage = STORAGE_BACKENDS.mmkv.device(data).start();

    const write = () => storage.carryOut({ method: 'setItem', key: 'a', value: 'new' }, 'disk-full');

    expect(write).toThrow('Failed to set value for key "a"!');
    expect(data.get('a')).toBe('old');
  });
});

describe('localStorage', () => {
  test('throws beyond its quota, and keeps the old value', () => {
    const data = new Map([['a', 'old']]);
    const storage = webStorageBackend(10).device(data).start();

    const write = () => storage.carryOut({ method: 'setItem', key: 'a', value: 'x'.repeat(10) });

    expect(write).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }));
    expect(data.get('a')).toBe('old');
  });

  test('takes a value no longer than the old one even when the space is used up', () => {
    const data = new Map([['a', 'old']]);
    const storage = webStorageBackend(3).device(data).start();

    storage.carryOut({ method: 'setItem', key: 'a', value: 'new' });

    expect(data.get('a')).toBe('new');
    expect(storage.failuresOf({ method: 'setItem', key: 'a', value: 'old' })).toEqual([]);
    expect(storage.failuresOf({ method: 'setItem', key: 'a', value: 'newer' })).toEqual(['quota-exceeded']);
  });
});

describe('cookies', () => {
  test('drop what is too long once encoded, without a word, and keep the old value', () => {
    const data = new Map([['user.idToken', 'old']]);
    const storage = STORAGE_BACKENDS.cookies.device(data).start();

    storage.carryOut({ method: 'setItem', key: 'user.idToken', value: 'x'.repeat(4096) });
    storage.carryOut({ method: 'setItem', key: 'user.clock', value: '"'.repeat(1400) });

    expect(data).toEqual(new Map([['user.idToken', 'old']]));
  });

  test('lose the longest unwritten ones when there are more than 180', () => {
    const data = new Map<string, string>();
    const storage = STORAGE_BACKENDS.cookies.device(data).start();

    for (let index = 0; index <= 180; index += 1) {
      storage.carryOut({ method: 'setItem', key: `k${index}`, value: '1' });
    }

    expect(data.size).toBe(150);
    expect(data.has('k30')).toBe(false);
    expect(data.has('k31')).toBe(true);
  });

  test('go in the order of writing, which is part of what two devices must agree in', () => {
    const write = (...keys: readonly string[]) => {
      const data = new Map<string, string>();
      const storage = STORAGE_BACKENDS.cookies.device(data).start();
      for (const key of keys) storage.carryOut({ method: 'setItem', key, value: '1' });
      return { data, memory: storage.memory() };
    };

    expect(write('a', 'b').data).toEqual(write('b', 'a').data);
    expect(write('a', 'b').memory).not.toBe(write('b', 'a').memory);
  });
});
