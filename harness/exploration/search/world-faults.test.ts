import { describe, expect, test } from 'vitest';
import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { AllowedFaults } from '../../simulation/scenario/allowed-faults.ts';
import type { StartRealm } from '../../simulation/scenario/scenario.ts';
import { compareSearches } from './fixtures.ts';

/** One call asks the server and stores what it was told, the other reads that. */
const CALLS: TinyCalls = {
  shared: 'let asked = 0;',
  fetchAuthSession: `
    asked += 1;
    let told;
    try {
      const response = await post('GetUser', { AccessToken: 'x' });
      told = response.status + (await response.text()).length;
    } catch (error) {
      told = error.name;
    }
    await storage.setItem('told', String(told));
    return {};`,
  getCurrentUser: `return { username: (await storage.getItem('told')) + ' ' + asked };`,
};

const PROGRAM = [actor('A', 'fetchAuthSession'), actor('B', 'getCurrentUser')];

function subjectWith(
  faults: AllowedFaults,
  realm: Partial<StartRealm> = {},
  storage: StorageBackendName = 'fifo',
) {
  return tinySubject({
    calls: CALLS,
    program: PROGRAM,
    start: {
      faults,
      devices: { phone: { storage } },
      realms: { app: { device: 'phone', platform: 'react-native', ...realm } },
    },
  });
}

describe('the exhaustive search finds every outcome that there is', () => {
  test.each<[string, AllowedFaults]>([
    ['a request or response is lost', { network: ['request-lost', 'response-lost'], max: 1 }],
    ['a request is sent again', { network: ['request-resent', 'response-hangs'], max: 1 }],
    ['the service is in trouble', { network: ['throttled', { kind: 'null', afterEffect: true }], max: 2 }],
    ['the device is offline', { outages: ['offline'], max: 1 }],
    ['the service is out', { outages: ['unavailable'], max: 1 }],
  ])('when %s', async (_, faults) => {
    const { every, searched } = await compareSearches(subjectWith(faults));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(2);
    expect(searched.executions).toBeLessThan(every.executions);
  });

  test.each<[string, AllowedFaults]>([
    ['realm', { suspensions: [{ realm: 'app' }, { realm: 'app', sleeps: 7_200_000 }], max: 1 }],
    [
      'clock',
      {
        clocks: [
          { device: 'phone', by: 1000 },
          { device: 'phone', by: 7_200_000 },
        ],
        max: 1,
      },
    ],
    ['storage', { storage: ['disk-full', { kind: 'disk-full', lasts: true }], max: 1 }],
  ])('where two rules are about one %s, in either order', async (_, faults) => {
    const reversed = Object.fromEntries(
      Object.entries(faults).map(([name, rules]) => [
        name,
        Array.isArray(rules) ? rules.toReversed() : rules,
      ]),
    ) as unknown as AllowedFaults;
    const subject = (allowed: AllowedFaults) =>
      tinySubject({
        calls: {
          fetchAuthSession: `
            const before = Date.now();
            await storage.setItem('told', '1').catch(() => {});
            await storage.setItem('told', '2').catch(() => {});
            return { took: Date.now() - before, told: await storage.getItem('told') };`,
        },
        program: [actor('A', 'fetchAuthSession')],
        start: { faults: allowed, devices: { phone: { storage: 'async-storage-next-android' } } },
      });

    const one = await compareSearches(subject(faults));
    const other = await compareSearches(subject(reversed));

    expect(one.searched.different).toEqual(one.every.different);
    expect(other.searched.different).toEqual(one.searched.different);
    expect(one.searched.different.size).toBeGreaterThan(2);
  });

  test('when a request is lost or the app is killed', async () => {
    const subject = subjectWith(
      { network: ['request-lost'], max: 1 },
      { kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } },
    );

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
  });

  test.each<[StorageBackendName, NonNullable<AllowedFaults['storage']>]>([
    ['async-storage-android', ['disk-full', 'io-error']],
    ['async-storage-next-android', ['disk-full', 'io-error']],
    ['async-storage-ios', [{ kind: 'locked', lasts: true }]],
    ['secure-store-android', ['key-lost', 'disk-full']],
    ['mmkv', ['disk-full']],
    ['mmkv', [{ kind: 'disk-full', lasts: true }]],
  ])('when %s fails by %j', async (backend, storage) => {
    const { every, searched } = await compareSearches(subjectWith({ storage, max: 1 }, {}, backend));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(2);
    expect(searched.executions).toBeLessThan(every.executions);
  });

  test('when a storage that writes in memory only dies with its app', async () => {
    const subject = subjectWith(
      { storage: ['disk-full'], max: 1 },
      { kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } },
      'secure-store-android',
    );

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
  });

  test.each([0, 7_200_000])('when an app with timers is suspended for %i ms', async (sleeps) => {
    const subject = tinySubject({
      calls: {
        shared: 'const order = [];',
        fetchAuthSession: `
          await new Promise((resolve) => setTimeout(resolve, 10));
          order.push('one ' + Date.now());
          return {};`,
        getCurrentUser: `
          await new Promise((resolve) => setTimeout(resolve, 20));
          order.push('two ' + Date.now());
          return { username: order.join() };`,
      },
      program: [actor('A', 'fetchAuthSession'), { ...actor('B', 'getCurrentUser'), realm: 'other' }],
      start: {
        realms: {
          app: { device: 'phone', platform: 'react-native' },
          other: { device: 'phone', platform: 'react-native' },
        },
        faults: { suspensions: ['app', { realm: 'other', times: 1, sleeps }], max: 1 },
      },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(1);
  });

  // What processes of their own add is in tab-processes.test.ts, with fewer writes: it has many more orders.
  test.each([
    ['two tabs read and write one localStorage', {}],
    ['a page loads while another runs', { hostedUiCallback: { username: 'alice' } }],
  ])('when %s, in one process', async (_, tab) => {
    const subject = tinySubject({
      calls: {
        fetchAuthSession: `
          localStorage.setItem('told', (localStorage.getItem('told') ?? '') + 'a');
          return {};`,
        getCurrentUser: `
          const before = localStorage.getItem('told') ?? '';
          await post('GetUser', { AccessToken: 'x' });
          localStorage.setItem('told', before + 'b');
          return { username: before };`,
      },
      program: [
        actor('A', 'fetchAuthSession'),
        { ...actor('B', 'getCurrentUser'), realm: 'tab' },
        { ...actor('C', 'fetchAuthSession'), realm: 'tab' },
      ],
      start: {
        app: { hostedUi: true },
        devices: { phone: { storage: 'local-storage' } },
        realms: {
          app: { device: 'phone', platform: 'web', process: 'renderer' },
          tab: { device: 'phone', platform: 'web', process: 'renderer', ...tab },
        },
      },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(4);
  });

  test('when a timer of hours fires before or after a request arrives', async () => {
    const subject = tinySubject({
      calls: {
        getCurrentUser: `
          const key = 'CognitoIdentityServiceProvider.1example23456789.alice.accessToken';
          const AccessToken = await storage.getItem(key);
          const answer = post('GetUser', { AccessToken });
          await new Promise((resolve) => setTimeout(resolve, 7_200_000));
          return { username: String((await answer).status) };`,
      },
      program: [actor('A', 'getCurrentUser')],
      start: { devices: { phone: { storage: 'fifo', signedIn: { username: 'alice', tokens: 'valid' } } } },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBe(2);
  });

  test('when the clock jumps', async () => {
    const subject = tinySubject({
      calls: {
        fetchAuthSession: `
          const before = Date.now();
          await storage.setItem('told', String(before));
          await storage.setItem('told', String(Date.now() - before));
          return {};`,
        getCurrentUser: "return { username: String(await storage.getItem('told')) };",
      },
      program: PROGRAM,
      start: {
        devices: { phone: { storage: 'fifo', clock: 1000 } },
        faults: { clocks: [{ device: 'phone', by: -5000 }], max: 1 },
      },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(2);
    expect(searched.executions).toBeLessThan(every.executions);
  });

  test.each([
    ['in one process', ['A', 'B', 'C'], { process: 'renderer' }],
    ['in processes of their own', ['A', 'C'], {}],
  ])('when tabs hear of each other, %s', async (_, actors, tab) => {
    const program = [
      { ...actor('A', 'fetchAuthSession'), realm: 'one' },
      { ...actor('B', 'signOut'), realm: 'two' },
      { ...actor('C', 'getCurrentUser'), realm: 'three' },
    ];
    const subject = tinySubject({
      calls: {
        shared: `
          const heard = [];
          addEventListener('storage', ({ key, newValue }) => heard.push(key + newValue));`,
        fetchAuthSession: "localStorage.setItem('a', '1'); return {};",
        signOut: "localStorage.setItem('b', '2');",
        getCurrentUser: 'return { username: heard.join() };',
      },
      program: program.filter((one) => actors.includes(one.actor)),
      start: {
        devices: { laptop: { storage: 'local-storage' } },
        realms: Object.fromEntries(
          ['one', 'two', 'three'].map((realm) => [realm, { device: 'laptop', platform: 'web', ...tab }]),
        ),
      },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThanOrEqual(actors.length);
    expect(searched.executions).toBeLessThan(every.executions);
  });

  test('when the user is disabled', async () => {
    const subject = tinySubject({
      calls: {
        ...CALLS,
        fetchAuthSession: (CALLS.fetchAuthSession ?? '').replace(
          "'GetUser', { AccessToken: 'x' }",
          "'InitiateAuth', { ClientId: '1example23456789', AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'alice', PASSWORD: 'Correct-Horse-1' } }",
        ),
      },
      program: PROGRAM,
      start: { faults: { users: ['user-disabled'], max: 1 } },
    });

    const { every, searched } = await compareSearches(subject);

    expect(searched.different).toEqual(every.different);
  });
});
