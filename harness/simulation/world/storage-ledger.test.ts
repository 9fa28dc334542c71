import { describe, expect, test } from 'vitest';
import type { BackendOperation } from '../../../fakes/storage/batch-operation.ts';
import { STORAGE_BACKENDS, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import { StorageLedger } from './storage-ledger.ts';

const LONG = 'x'.repeat(2000);
const get = (key: string): BackendOperation => ({ method: 'getItem', key });
const set = (key: string, value: string): BackendOperation => ({ method: 'setItem', key, value });
const remove = (key: string): BackendOperation => ({ method: 'removeItem', key });

/** A real backend on a device that has `old` and `long` stored, and the ledger of it. */
function ledgerOf(backend: StorageBackendName) {
  const data = new Map([
    ['old', '1'],
    ['long', LONG],
  ]);
  const device = STORAGE_BACKENDS[backend].device(data);
  let process = device.start();
  const ledger = new StorageLedger(data);
  const perform = (operation: BackendOperation, failure?: StorageFailure): void => {
    try {
      ledger.carriedOut(operation, process.carryOut(operation, failure));
    } catch {
      ledger.failed(operation);
    }
  };
  const restart = (): void => {
    process = device.start();
  };
  return { ledger, perform, restart };
}

describe('a storage keeps its word', () => {
  test.each<[string, StorageBackendName, StorageFailure]>([
    ['AsyncStorage on Android with a full disk', 'async-storage-android', 'disk-full'],
    ['MMKV with a full disk', 'mmkv', 'disk-full'],
    ['a locked keychain', 'secure-store-ios', 'locked'],
    ['localStorage without room', 'local-storage', 'quota-exceeded'],
  ])('when it refuses and changes nothing: %s', (_, backend, failure) => {
    const { ledger, perform } = ledgerOf(backend);

    perform(set('old', '2'), failure);
    perform(get('old'));

    expect(ledger.broken()).toEqual([]);
  });

  test('when it does all that it is asked', () => {
    const { ledger, perform } = ledgerOf('async-storage-android');

    for (const operation of [set('new', ''), get('new'), get('old'), remove('long'), get('long')])
      perform(operation);
    perform({ method: 'multiGet', keys: ['old', 'long', 'new'] });
    perform({ method: 'clear' });
    perform({ method: 'getAllKeys' });

    expect(ledger.broken()).toEqual([]);
  });
});

describe('a storage breaks its word', () => {
  test('when the key to it is lost, and who reads that then clears it', () => {
    const { ledger, perform } = ledgerOf('secure-store-android');

    perform(get('old'), 'key-lost');
    perform(remove('old'));
    perform(remove('long'));

    expect(ledger.broken()).toEqual(['old']);
  });

  test('when it says that it has written what is only in memory, once the process ends', () => {
    const { ledger, perform, restart } = ledgerOf('secure-store-android');

    perform(set('old', '2'), 'disk-full');
    perform(get('old'));
    restart();
    perform(get('old'));

    expect(ledger.broken()).toEqual(['old']);
  });

  test('when it drops an entry because it could not be read for a while', () => {
    const { ledger, perform } = ledgerOf('async-storage-ios');
    perform(get('old'));

    perform(get('long'), 'locked');
    perform(get('long'));

    expect(ledger.broken()).toEqual(['long']);
  });

  test('when it drops a cookie that is too large without a word', () => {
    const { ledger, perform } = ledgerOf('cookies');

    perform(set('old', 'x'.repeat(5000)));

    expect(ledger.broken()).toEqual(['old']);
  });

  test('when it lists fewer entries than it has', () => {
    const { ledger, perform } = ledgerOf('secure-store-android');

    ledger.carriedOut({ method: 'getAllKeys' }, ['old']);
    perform(get('old'));

    expect(ledger.broken()).toEqual(['long']);
  });
});
