import { describe, expect, test } from 'vitest';
import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { StartRealm } from '../../simulation/scenario/scenario.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { randomStrategy } from '../strategies/random.ts';
import { compareSearches, outcomesBy } from './fixtures.ts';

/** Two tabs, each of which makes one call. */
function tabs(
  calls: TinyCalls,
  {
    storage = 'local-storage',
    other = {},
    third = false,
  }: { storage?: StorageBackendName; other?: Partial<StartRealm>; third?: boolean } = {},
) {
  const tab = { device: 'laptop', platform: 'web' } as const;
  return tinySubject({
    calls: { ...calls, shared: STORE + (calls.shared ?? '') },
    program: [
      { ...actor('A', 'fetchAuthSession'), realm: 'one' },
      { ...actor('B', 'getCurrentUser'), realm: 'two' },
      ...(third ? [{ ...actor('C', 'getCurrentUser'), realm: 'three' }] : []),
    ],
    start: {
      app: { hostedUi: true },
      devices: { laptop: { storage } },
      realms: { one: tab, two: { ...tab, ...other }, ...(third && { three: tab }) },
    },
  });
}

/** Cookies an app hands to Amplify, which takes localStorage by itself. */
const STORE = `
  const store = Object.fromEntries(['getItem', 'setItem', 'removeItem'].map((method) => [
    method,
    async (...args) => (storage ?? localStorage)[method](...args),
  ]));`;

const WRITES_TWO = `
  await store.removeItem('a');
  await store.setItem('a', 'new');
  await store.setItem('b', 'new');
  return {};`;
const READS_TWO = `
  const read = async () => (await store.getItem('a')) + '+' + (await store.getItem('b'));
  const first = await read();
  await post('GetUser', { AccessToken: 'x' });
  return { username: first + ' ' + (await read()) };`;
const BOTH_WRITE: TinyCalls = {
  fetchAuthSession: "await store.setItem('a', 'one'); await store.setItem('b', 'one'); return {};",
  getCurrentUser: `
    await store.setItem('b', 'two');
    await store.setItem('a', 'two');
    return { username: (await store.getItem('a')) + (await store.getItem('b')) };`,
};

const STORAGES = ['local-storage', 'sync', 'cookies'] as const;

describe('the exhaustive search finds every outcome of tabs in separate processes', () => {
  test.each<[string, TinyCalls, number]>([
    ['one writes and the other reads', { fetchAuthSession: WRITES_TWO, getCurrentUser: READS_TWO }, 5],
    ['both write the same entries', BOTH_WRITE, 3],
    [
      'both read and write one entry',
      {
        fetchAuthSession: `
          await store.setItem('a', (await store.getItem('a')) + '1');
          await post('GetUser', { AccessToken: 'x' });
          await store.setItem('a', (await store.getItem('a')) + '2');
          return {};`,
        getCurrentUser:
          "await store.setItem('a', (await store.getItem('a')) + '3'); return { username: await store.getItem('a') };",
      },
      3,
    ],
    [
      'one writes what is there while the other changes it',
      {
        fetchAuthSession: `
          await store.setItem('told', 'same');
          await store.setItem('told', 'same');
          await store.setItem('b', '1');
          return {};`,
        getCurrentUser:
          "await store.setItem('told', 'other'); return { username: (await store.getItem('told')) + (await store.getItem('b')) };",
      },
      2,
    ],
  ])(
    'when %s',
    async (_, calls, atLeast) => {
      for (const storage of STORAGES) {
        const { every, searched } = await compareSearches(tabs(calls, { storage }));

        expect(searched.different).toEqual(every.different);
        expect(every.different.size).toBeGreaterThanOrEqual(atLeast);
      }
    },
    120_000,
  );

  test('when a third tab sees in which order the writes of two arrive', async () => {
    const calls: TinyCalls = {
      fetchAuthSession: "await store.setItem('a', 'one'); return {};",
      getCurrentUser:
        "await store.setItem('b', 'two'); return { username: (await store.getItem('a')) + (await store.getItem('b')) };",
    };

    const subject = tabs(calls, { third: true });

    const searched = await outcomesBy(subject, exhaustiveStrategy());
    const sampled = await outcomesBy(subject, limited(randomStrategy(7), 300));

    for (const outcome of sampled.different) expect(searched.different).toContain(outcome);
    expect(sampled.different.size).toBeGreaterThan(3);
  });

  test.each<[string, Partial<StartRealm>]>([
    ['loads while the other writes', { hostedUiCallback: { username: 'alice' } }],
    ['is reloaded', { kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } }],
  ])('when a tab %s', async (_, other) => {
    const calls = {
      fetchAuthSession: "await store.setItem('a', 'new'); await store.setItem('b', 'new'); return {};",
      getCurrentUser: "return { username: (await store.getItem('a')) + (await store.getItem('b')) };",
    };

    const { every, searched } = await compareSearches(tabs(calls, { other }));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(2);
  });

  test.each(STORAGES)('when a tab on %s crashes amid what it writes in one task', async (storage) => {
    const calls = {
      fetchAuthSession: `
        return { username: (await store.getItem('a')) + (await store.getItem('b')) + (await store.getItem('c')) };`,
      getCurrentUser: "for (const key of ['a', 'b']) await store.setItem(key, 'new'); return {};",
      signOut:
        "await store.setItem('c', 'left ' + (await store.getItem('a')) + ' ' + (await store.getItem('b')));",
    };
    const kill = { callsAfterRestart: [{ api: 'signOut' }] } as const;

    const { every, searched } = await compareSearches(tabs(calls, { storage, other: { kill } }));

    expect(searched.different).toEqual(every.different);
    expect([...every.different].some((outcome) => /left new (undefined|null)/.test(outcome))).toBe(true);
  });

  test('when tabs hear of what they see', async () => {
    const calls: TinyCalls = {
      shared: `
        const heard = [];
        addEventListener('storage', ({ key, oldValue, newValue }) =>
          heard.push(key + oldValue + newValue + localStorage.getItem(key)));`,
      fetchAuthSession: "localStorage.setItem('a', '1'); localStorage.setItem('b', '2'); return {};",
      getCurrentUser: "localStorage.setItem('a', '3'); return { username: heard.join() };",
    };

    const { every, searched } = await compareSearches(tabs(calls));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(3);
  }, 120_000);
});

test('random orders find nothing that the exhaustive search does not', async () => {
  const subject = tabs(BOTH_WRITE);

  const searched = await outcomesBy(subject, exhaustiveStrategy());
  const sampled = await outcomesBy(subject, limited(randomStrategy(7), 300));

  for (const outcome of sampled.different) expect(searched.different).toContain(outcome);
});

describe('a run of writes of one task', () => {
  const seen = async (other: Partial<StartRealm>, storage: StorageBackendName) => {
    const calls = { fetchAuthSession: WRITES_TWO, getCurrentUser: READS_TWO };
    const { every } = await compareSearches(tabs(calls, { storage, other }));
    return [...every.different].some((outcome) => /new\+null|undefined\+new/.test(outcome));
  };

  test.each(STORAGES)('of %s is seen half done in another process', async (storage) => {
    expect(await seen({}, storage)).toBe(true);
  });

  test.each(STORAGES)('of %s is never seen half done in the same process', async (storage) => {
    expect(await seen({ process: 'one' }, storage)).toBe(false);
  });
});

function limited<S extends { begin(): boolean }>(strategy: S, executions: number): S {
  let left = executions;
  const begin = strategy.begin.bind(strategy);
  strategy.begin = () => {
    left -= 1;
    return left >= 0 && begin();
  };
  return strategy;
}
