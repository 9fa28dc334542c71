import { describe, expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../catalogue.ts';
import type { StorageData } from '../operation.ts';
import { ASYNC_STORAGE_CAPACITY } from './sqlite.ts';

const MIB = 1024 * 1024;

function open(name: 'async-storage-android' | 'async-storage-3-android', data: StorageData = new Map()) {
  return STORAGE_BACKENDS[name].device(data).start();
}

describe('AsyncStorage on Android', () => {
  test('writes several entries or, when they do not fit, none of them', () => {
    const data = new Map([['a', 'old']]);
    const storage = open('async-storage-android', data);

    const write = () =>
      storage.carryOut({
        method: 'multiSet',
        entries: [
          ['a', 'new'],
          ['b', 'x'.repeat(ASYNC_STORAGE_CAPACITY)],
        ],
      });

    expect(write).toThrow('database or disk is full (code 13 SQLITE_FULL)');
    expect(data).toEqual(new Map([['a', 'old']]));
  });

  test('counts bytes of UTF-8 against its 6 MiB', () => {
    const storage = open('async-storage-android');
    const write = (text: string) => storage.carryOut({ method: 'setItem', key: 'a', value: text });

    expect(() => write('x'.repeat(5 * MIB))).not.toThrow();
    expect(() => write('ä'.repeat(5 * MIB))).toThrow('SQLITE_FULL');
  });

  test('has no such limit in 3.x', () => {
    const storage = open('async-storage-3-android');

    expect(() => storage.carryOut({ method: 'setItem', key: 'a', value: 'x'.repeat(7 * MIB) })).not.toThrow();
  });

  test('can neither write nor remove on a full disk, but read', () => {
    const storage = open('async-storage-android', new Map([['a', 'old']]));

    expect(() => storage.carryOut({ method: 'setItem', key: 'a', value: 'new' }, 'disk-full')).toThrow();
    expect(() => storage.carryOut({ method: 'removeItem', key: 'a' }, 'disk-full')).toThrow();
    expect(storage.failuresOf({ method: 'getItem', key: 'a' })).toEqual(['io-error']);
    expect(storage.carryOut({ method: 'getItem', key: 'a' })).toBe('old');
  });

  test('reads an empty string as null in 1.x and 2.x, not in 3.x', () => {
    const read = (name: Parameters<typeof open>[0]) =>
      open(name, new Map([['a', '']])).carryOut({ method: 'getItem', key: 'a' });

    expect(read('async-storage-android')).toBeNull();
    expect(read('async-storage-3-android')).toBe('');
  });
});
