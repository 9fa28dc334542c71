import { describe, expect, test } from 'vitest';
import type { BackendOperation } from '../../../fakes/storage/batch-operation.ts';
import { STORAGE_BACKENDS, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { stepInWords } from '../../../results/words/step.ts';
import { FaultBudget } from './fault-budget.ts';
import type { Step } from './step.ts';
import { type StorageFaultRule, StorageFaults } from './storage-fault.ts';
import { StorageFaultPort } from './storage-fault-port.ts';
import { StoragePort } from './storage-port.ts';
import { World } from './world.ts';

const get = (key: string): BackendOperation => ({ method: 'getItem', key });
const set = (key: string, value: string): BackendOperation => ({ method: 'setItem', key, value });

/** The storage of a phone, with `key` stored, of which the only realm is about to run code. */
function storageOf(backend: StorageBackendName, rules: readonly StorageFaultRule[], max = 1) {
  const world = new World({ seed: 1, observed: false });
  const data = new Map([['key', 'old']]);
  const faults = new StorageFaults(world, new FaultBudget(world, max), {
    device: 'phone',
    backend: STORAGE_BACKENDS[backend],
    rules,
  });
  const port = world.addSource(
    new StoragePort(world, {
      device: 'phone',
      backend: STORAGE_BACKENDS[backend],
      data,
      faults,
      describeKey: (key) => `<${key}>`,
      describeValue: (value) => `<${value}>`,
    }),
  );
  const app = port.asSeenBy('app');
  const code = { running: true };
  world.addSource({
    collect: (into) => {
      if (code.running) into.push({ id: 'code', kind: 'call', realm: 'app', runsJavaScript: true } as Step);
    },
    dropRealm() {},
  });
  world.addSource(new StorageFaultPort([{ port, realms: ['app'] }]));
  const enabled = (): string[] =>
    world
      .enabled()
      .map(({ id }) => id)
      .filter((id) => id !== 'code');
  const take = (id: string): Step => {
    const step = world.enabled().find((candidate) => candidate.id === id);
    if (!step) throw new Error(`${id} is not enabled`);
    world.take(step);
    return step;
  };
  return { world, data, port, app, code, enabled, take };
}

/** How an operation settles. */
async function settled(operation: Promise<unknown>): Promise<string> {
  return operation.then(
    (result) => `resolves: ${result}`,
    (error: Error) => `rejects: ${error.message}`,
  );
}

describe('a failure of a storage that answers later', () => {
  test('is offered beside the effect of each operation that it can hit', () => {
    const { app, enabled } = storageOf('async-storage-next-android', [{ kind: 'disk-full' }]);
    void app.perform(set('key', 'new'));
    void app.perform(get('key'));

    expect(enabled()).toEqual(['boot:1', 'boot:1!disk-full', 'boot/1']);
  });

  test('has the consequences that it has on the backend, and its caller is told', async () => {
    const { data, app, take } = storageOf('async-storage-android', [{ kind: 'disk-full' }]);
    const write = app.perform(set('key', 'new'));

    take('boot:1!disk-full');
    take('boot:1!disk-full:1');

    expect(await settled(write)).toBe('rejects: database or disk is full (code 13 SQLITE_FULL)');
    expect(data.get('key')).toBe('old');
  });

  test('need not be an error', async () => {
    const { data, app, take } = storageOf('secure-store-android', [{ kind: 'key-lost' }]);
    const read = app.perform(get('key'));

    const fault = take('boot:1!key-lost');
    take('boot:1!key-lost:1');

    expect(await settled(read)).toBe('resolves: null');
    expect(stepInWords(fault.facts())).toBe('read <key> -> nothing (key-lost)');
    expect([...data]).toEqual([]);
  });

  test('is told in words that do not quote the error, which names the key', () => {
    const { app, take } = storageOf('secure-store-android', [{ kind: 'io-error' }]);
    app.perform(get('key')).catch(() => {});

    const fault = take('boot:1!io-error');

    expect(stepInWords(fault.facts())).toBe('read <key> fails: io-error');
  });

  test('of two rules hits an operation in one way, and begins to last under another name', () => {
    const rules = [{ kind: 'disk-full' }, { kind: 'disk-full' }, { kind: 'disk-full', lasts: true }] as const;
    const { app, enabled } = storageOf('async-storage-next-android', rules);
    void app.perform(set('key', 'new'));

    expect(enabled()).toEqual(['boot:1', 'boot:1!disk-full', 'disk-full-phone~3']);
  });

  test('hits no more often than it may', () => {
    const rules = [{ kind: 'disk-full', times: 1 }, { kind: 'io-error' }] as const;
    const { app, enabled, take } = storageOf('async-storage-next-android', rules, 5);
    for (const key of ['a', 'b']) app.perform(set(key, '')).catch(() => {});

    take('boot:1!disk-full');

    expect(enabled()).toEqual(['boot:1!disk-full:1', 'boot/1', 'boot/1!io-error']);
  });

  test('that lasts hits all that it can hit until it ends', async () => {
    const { app, enabled, take } = storageOf('secure-store-ios', [{ kind: 'locked', lasts: true }]);
    const idle = enabled();
    const read = app.perform(get('key'));
    const other = app.perform(get('absent'));
    take('locked-phone');
    const locked = enabled();
    take('boot:1!locked');
    take('boot:1!locked:1');
    const absent = enabled();
    take('locked-phone:1');

    expect(idle).toEqual([]);
    expect(locked).toEqual(['boot:1!locked', 'locked-phone:1']);
    expect(await settled(read)).toMatch(/^rejects: .*User interaction is not allowed/s);
    expect(absent).toEqual(['boot/1', 'locked-phone:1']);
    take('boot/1');
    take('boot/1:1');
    expect(await settled(other)).toBe('resolves: null');
  });
});

describe('a failure of a synchronous storage', () => {
  test('is chosen before the code runs: which of the next operations', async () => {
    const { data, app, enabled, take } = storageOf('mmkv', [{ kind: 'disk-full' }]);
    const offered = enabled();

    take('disk-full-phone+2');
    app.performAtOnce(get('key'));
    app.performAtOnce(set('key', 'first'));

    expect(offered).toHaveLength(10);
    expect(offered.slice(0, 2)).toEqual(['disk-full-phone+1', 'disk-full-phone+2']);
    expect(() => app.performAtOnce(set('key', 'second'))).toThrow('Failed to set value');
    expect(await settled(app.perform(set('key', 'third')))).toBe('resolves: undefined');
    expect(data.get('key')).toBe('third');
    expect(enabled()).toEqual([]);
  });

  test('waits for code that could notice it', () => {
    const { code, enabled } = storageOf('local-storage', [{ kind: 'quota-exceeded' }]);
    code.running = false;

    expect(enabled()).toEqual([]);
  });

  test('that lasts hits all that it can hit until it ends', async () => {
    const { data, app, take } = storageOf('local-storage', [{ kind: 'quota-exceeded', lasts: true }]);

    take('quota-exceeded-phone');
    const larger = await settled(app.perform(set('key', 'longer')));
    const noLarger = await settled(app.perform(set('key', 'new')));
    take('quota-exceeded-phone:1');
    const afterwards = await settled(app.perform(set('key', 'longer')));

    expect([larger, noLarger, afterwards]).toEqual([
      "rejects: Setting the value of 'key' exceeded the quota.",
      'resolves: undefined',
      'resolves: undefined',
    ]);
    expect(data.get('key')).toBe('longer');
  });
});

describe('a failure of a synchronous storage that lasts', () => {
  const begin = (backend: StorageBackendName, kind: 'disk-full' | 'quota-exceeded') =>
    storageOf(backend, [{ kind, lasts: true }]);

  test('may begin with any of the next operations', async () => {
    const { data, app, enabled, take } = begin('mmkv', 'disk-full');
    const offered = enabled();

    const fault = take('disk-full-phone+3');
    const lasting = enabled();
    for (const value of ['1', '2']) app.performAtOnce(set('key', value));

    expect(offered.slice(0, 3)).toEqual(['disk-full-phone', 'disk-full-phone+2', 'disk-full-phone+3']);
    expect(stepInWords(fault.facts())).toBe(
      'the storage of phone begins to fail: disk-full, at number 3 of the next operations',
    );
    expect(lasting).toEqual([]);
    for (const value of ['3', '4'])
      expect(() => app.performAtOnce(set('key', value))).toThrow('Failed to set value');
    expect(data.get('key')).toBe('2');
    expect(enabled()).toEqual(['disk-full-phone+3:1']);
  });

  test('begins with an operation that it can hit, and ends', () => {
    const { app, enabled, take } = begin('local-storage', 'quota-exceeded');
    take('quota-exceeded-phone+2');

    app.performAtOnce(get('key'));
    app.performAtOnce(set('key', 'longer'));
    expect(() => app.performAtOnce(set('key', 'longest of all'))).toThrow('quota');
    take('quota-exceeded-phone+2:1');

    expect(() => app.performAtOnce(set('key', 'longest of all'))).not.toThrow();
    expect(enabled()).toEqual([]);
  });

  test.each([
    [10, []],
    [11, ['disk-full after 10 operations of one step']],
  ])('is out of reach after ten operations of one step: of %i', (count, outOfReach) => {
    const { port, app, world } = begin('mmkv', 'disk-full');
    world.take({ id: 'code', kind: 'call', realm: 'app', run() {} } as unknown as Step);

    for (let index = 0; index < count; index += 1) app.performAtOnce(set('key', String(index)));

    expect([...port.outOfReach]).toEqual(outOfReach);
  });
});

test('a failure that was to hit a process that has died spares the next', () => {
  const { world, port, take } = storageOf('mmkv', [{ kind: 'disk-full' }]);
  take('disk-full-phone+1');

  world.dropRealm('app');

  expect(() => port.asSeenBy('app').performAtOnce(set('key', 'new'))).not.toThrow();
});

test('an operation that the module itself refuses is never queued', async () => {
  const { app, enabled } = storageOf('secure-store-ios', [{ kind: 'locked' }]);

  const write = app.perform(set('alice@example.com', ''));

  expect(await settled(write)).toMatch(/^rejects: Invalid key provided to SecureStore/);
  expect(enabled()).toEqual([]);
});

test('what a process held in memory only is lost when its last realm dies', async () => {
  const { world, port, app, take } = storageOf('secure-store-android', [{ kind: 'disk-full' }]);
  void app.perform(set('key', 'new'));
  take('boot:1!disk-full');
  const before = app.performAtOnce(get('key'));

  world.dropRealm('app');

  expect([before, app.performAtOnce(get('key'))]).toEqual(['new', 'old']);
  expect(port.brokenEntries()).toEqual(['key']);
});

test('a storage cannot fail by what it does not know', () => {
  expect(() => storageOf('mmkv', [{ kind: 'locked', devices: ['phone'] }])).toThrow(
    'the storage of "phone" cannot fail with "locked"; it can fail with disk-full',
  );
});

test('a failure of other devices is none of this one', () => {
  const { app, enabled } = storageOf('async-storage-android', [{ kind: 'io-error', devices: ['tablet'] }]);
  void app.perform(get('key'));

  expect(enabled()).toEqual(['boot:1']);
});
