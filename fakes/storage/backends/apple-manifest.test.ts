import { describe, expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../catalogue.ts';
import type { StorageData } from '../operation.ts';

/** One unit longer than what the manifest holds itself. */
const TOKEN = 'x'.repeat(1025);

function device(
  data: StorageData = new Map(),
  name: 'async-storage-ios' | 'async-storage-3-ios' = 'async-storage-ios',
) {
  return STORAGE_BACKENDS[name].device(data);
}

describe('AsyncStorage on iOS', () => {
  test('writes several entries each by itself', () => {
    const data = new Map<string, string>();
    const storage = device(data).start();

    const write = () =>
      storage.carryOut({
        method: 'multiSet',
        entries: [
          ['a', '1'],
          ['', '2'],
          ['b', '3'],
        ],
      });

    expect(write).toThrow('at least one character');
    expect(data).toEqual(
      new Map([
        ['a', '1'],
        ['b', '3'],
      ]),
    );
  });

  test('gives an error for each long value that it could not write', () => {
    const storage = device().start();

    const write = () =>
      storage.carryOut(
        {
          method: 'multiSet',
          entries: [
            ['a', TOKEN],
            ['b', TOKEN],
          ],
        },
        'disk-full',
      );

    expect(write).toThrow(
      expect.objectContaining({
        errors: [expect.objectContaining({ key: 'a' }), expect.objectContaining({ key: 'b' })],
      }),
    );
  });

  test('reads a long value that it failed to write, until the process ends', () => {
    const data = new Map([['token', `${TOKEN} old`]]);
    const phone = device(data);
    const storage = phone.start();

    const write = () =>
      storage.carryOut({ method: 'setItem', key: 'token', value: `${TOKEN} new` }, 'disk-full');

    expect(write).toThrow('Failed to write value.');
    expect(storage.carryOut({ method: 'getItem', key: 'token' })).toBe(`${TOKEN} new`);
    expect(phone.start().carryOut({ method: 'getItem', key: 'token' })).toBe(`${TOKEN} old`);
  });

  test('saves a short value that it failed to write with the next change', () => {
    const data = new Map<string, string>();
    const storage = device(data).start();

    expect(() => storage.carryOut({ method: 'setItem', key: 'a', value: '1' }, 'disk-full')).toThrow(
      'Failed to write manifest file.',
    );
    expect(data.has('a')).toBe(false);
    storage.carryOut({ method: 'setItem', key: 'b', value: '2' });

    expect(data).toEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    );
  });

  test('loses a long value for good when a short one takes its place on a full disk', () => {
    const data = new Map([['a', TOKEN]]);
    const storage = device(data).start();

    expect(() => storage.carryOut({ method: 'setItem', key: 'a', value: 'short' }, 'disk-full')).toThrow();

    expect(data.has('a')).toBe(false);
  });

  test('drops an entry whose file it could not read, for good with the next change', () => {
    const data = new Map([
      ['refreshToken', TOKEN],
      ['clockDrift', '0'],
    ]);
    const phone = device(data);
    const storage = phone.start();
    // Read before, but the system may take the memory for it back at any time.
    storage.carryOut({ method: 'getItem', key: 'refreshToken' });

    expect(() => storage.carryOut({ method: 'getItem', key: 'refreshToken' }, 'locked')).toThrow(
      'Failed to read storage file.',
    );
    const unlocked = storage.carryOut({ method: 'getItem', key: 'refreshToken' });
    const restarted = phone.start().carryOut({ method: 'getItem', key: 'refreshToken' });
    storage.carryOut({ method: 'setItem', key: 'clockDrift', value: '1' });

    expect(unlocked).toBeNull();
    expect(restarted).toBe(TOKEN);
    expect(data.has('refreshToken')).toBe(false);
  });

  test('loses nothing when it cannot even read the manifest', () => {
    const data = new Map([['refreshToken', TOKEN]]);
    const storage = device(data).start();

    expect(() => storage.carryOut({ method: 'getItem', key: 'refreshToken' }, 'locked')).toThrow();

    expect(storage.carryOut({ method: 'getItem', key: 'refreshToken' })).toBe(TOKEN);
  });

  test('reads short values from memory while locked', () => {
    const storage = device(new Map([['a', TOKEN.slice(1)]])).start();
    storage.carryOut({ method: 'getAllKeys' });

    expect(storage.failuresOf({ method: 'getItem', key: 'a' })).toEqual([]);
  });

  test('says in 3.x only what was tried, and stops at the first file that it cannot read', () => {
    const data = new Map([
      ['a', TOKEN],
      ['b', TOKEN],
    ]);
    const storage = device(data, 'async-storage-3-ios').start();
    storage.carryOut({ method: 'getAllKeys' });

    expect(() => storage.carryOut({ method: 'multiGet', keys: ['a', 'b'] }, 'locked')).toThrow(
      'Failed to get values for keys',
    );

    expect(storage.carryOut({ method: 'multiGet', keys: ['a', 'b'] })).toEqual([null, TOKEN]);
  });
});
