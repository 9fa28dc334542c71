import { describe, expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../catalogue.ts';

describe('expo-secure-store on iOS', () => {
  test('neither gives out nor takes an entry while the device is locked, and loses none', () => {
    const data = new Map([['a', 'old']]);
    const storage = STORAGE_BACKENDS['secure-store-ios'].device(data).start();

    expect(() => storage.carryOut({ method: 'getItem', key: 'a' }, 'locked')).toThrow(
      /getValueWithKeyAsync.*\n.*User interaction is not allowed/,
    );
    expect(() => storage.carryOut({ method: 'setItem', key: 'a', value: 'new' }, 'locked')).toThrow(
      expect.objectContaining({ code: 'ERR_KEY_CHAIN' }),
    );

    expect(storage.carryOut({ method: 'getItem', key: 'a' })).toBe('old');
  });

  test('says that there is no entry, and deletes one, even while locked', () => {
    const storage = STORAGE_BACKENDS['secure-store-ios'].device(new Map([['a', '1']])).start();

    expect(storage.failuresOf({ method: 'getItem', key: 'absent' })).toEqual([]);
    expect(storage.failuresOf({ method: 'removeItem', key: 'a' })).toEqual([]);
  });
});

describe('expo-secure-store on Android', () => {
  const backend = STORAGE_BACKENDS['secure-store-android'];

  test('reads null for every entry once the key is lost, and takes new ones', () => {
    const data = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    const storage = backend.device(data).start();

    const read = storage.carryOut({ method: 'getItem', key: 'a' }, 'key-lost');
    expect(data.size).toBe(0);
    storage.carryOut({ method: 'setItem', key: 'c', value: '3' });

    expect(read).toBeNull();
    expect(storage.carryOut({ method: 'getItem', key: 'b' })).toBeNull();
    expect(data).toEqual(new Map([['c', '3']]));
  });

  test('does not say that it could not write, and has forgotten it after a restart', () => {
    const data = new Map([['a', 'old']]);
    const phone = backend.device(data);
    const storage = phone.start();

    storage.carryOut({ method: 'setItem', key: 'a', value: 'new' }, 'disk-full');

    expect(storage.carryOut({ method: 'getItem', key: 'a' })).toBe('new');
    expect(phone.start().carryOut({ method: 'getItem', key: 'a' })).toBe('old');
  });

  test('writes with the next entry what it could not write before', () => {
    const data = new Map<string, string>();
    const storage = backend.device(data).start();
    storage.carryOut({ method: 'setItem', key: 'a', value: '1' }, 'disk-full');

    storage.carryOut({ method: 'setItem', key: 'b', value: '2' });

    expect(data).toEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    );
  });

  test('rejects when an entry could not be deleted, which is back after a restart', () => {
    const data = new Map([['a', '1']]);
    const phone = backend.device(data);
    const storage = phone.start();

    expect(() => storage.carryOut({ method: 'removeItem', key: 'a' }, 'disk-full')).toThrow(
      'Could not delete',
    );

    expect(storage.carryOut({ method: 'getItem', key: 'a' })).toBeNull();
    expect(phone.start().carryOut({ method: 'getItem', key: 'a' })).toBe('1');
  });

  test('loses nothing when the keystore fails for a moment', () => {
    const storage = backend.device(new Map([['a', '1']])).start();

    expect(() => storage.carryOut({ method: 'getItem', key: 'a' }, 'io-error')).toThrow('decrypt');

    expect(storage.carryOut({ method: 'getItem', key: 'a' })).toBe('1');
  });
});
