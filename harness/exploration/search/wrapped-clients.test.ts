import { expect, test } from 'vitest';
import { serialised } from '../../../scenarios/mitigations/serialised.ts';
import { singleFlight } from '../../../scenarios/mitigations/single-flight.ts';
import { webLocks } from '../../../scenarios/mitigations/web-locks.ts';
import type { Wrap } from '../../simulation/execution/wrap-client.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { StartRealm } from '../../simulation/scenario/scenario.ts';
import { toPlain } from '../parallel/plain-subject.ts';
import { compareSearches } from './fixtures.ts';

/** Each call adds to what is stored: two at once lose what one of them has added. */
const CALLS: TinyCalls = {
  fetchAuthSession: `
    const before = (await storage.getItem('told')) ?? '';
    await storage.setItem('told', before + 'f');
    return {};`,
  getCurrentUser: `
    const before = (await storage.getItem('told')) ?? '';
    await storage.setItem('told', before + 'u');
    return { username: before };`,
};

const APP: StartRealm = { device: 'phone', platform: 'react-native' };
const THREE = [actor('A', 'fetchAuthSession'), actor('B', 'getCurrentUser'), actor('C', 'fetchAuthSession')];

function wrapped(wrap: Wrap, realm: Partial<StartRealm> = {}, program = THREE) {
  const start = { devices: { phone: { storage: 'fifo' } }, realms: { app: { ...APP, ...realm } } } as const;
  return { ...tinySubject({ calls: CALLS, program, start }), wrap };
}

/** Code whose own variable decides what a call tells: an order that only it sees. */
const counting: Wrap = (client) => {
  let calls = 0;
  return {
    ...client,
    getCurrentUser: async () => {
      calls += 1;
      const mine = calls;
      await client.getCurrentUser();
      return { kind: 'user', signedIn: true, username: `${mine} of ${calls}` };
    },
    fetchAuthSession: async () => {
      calls += 1;
      return client.fetchAuthSession();
    },
  };
};

test.each([
  ['a mutex', serialised],
  ['single flight', singleFlight],
  ['a counter', counting],
])('the exhaustive search finds every outcome around which an app has put %s', async (_, wrap) => {
  const { every, searched } = await compareSearches(wrapped(wrap));

  expect(searched.different).toEqual(every.different);
  expect(every.different.size).toBeGreaterThan(1);
  expect(searched.executions).toBeLessThan(every.executions);
});

test('and of an app that may be killed', async () => {
  const subject = wrapped(
    counting,
    { kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } },
    THREE.slice(0, 2),
  );

  const { every, searched } = await compareSearches(subject);

  expect(searched.different).toEqual(every.different);
});

test.each<[string, Partial<StartRealm>]>([
  ['two tabs', {}],
  ['two tabs of which one may be killed', { kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } }],
])('and where %s take turns by a Web Lock', async (_, mortal) => {
  const tab: StartRealm = { device: 'laptop', platform: 'web' };
  const subject = tinySubject({
    calls: {
      fetchAuthSession: `localStorage.setItem('told', (localStorage.getItem('told') ?? '') + 'f'); return {};`,
      getCurrentUser: `return { username: String(localStorage.getItem('told')) };`,
    },
    program: [
      { ...actor('A', 'fetchAuthSession'), realm: 'one' },
      { ...actor('B', 'getCurrentUser'), realm: 'two' },
    ],
    start: {
      devices: { laptop: { storage: 'sync' } },
      realms: { one: { ...tab, ...mortal }, two: tab },
    },
  });

  const { every, searched } = await compareSearches({ ...subject, wrap: webLocks });

  expect(searched.different).toEqual(every.different);
  expect(every.different.size).toBeGreaterThan(1);
});

test('code around the client is not left behind on the way to another thread', () => {
  expect(() => toPlain(wrapped(counting), undefined)).toThrow('cannot be sent to another thread');
});
