import { describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { App, RealmWiring } from '../../amplify/client/start-app.ts';
import { APP_URL } from '../../amplify/realm/browser.ts';
import { Randomness } from '../../amplify/realm/randomness.ts';
import { type TinyCalls, tinyRelease } from '../../simulation/fixtures.ts';
import { KeptRealms, type Page } from './kept-realms.ts';
import { makeRewindable } from './rewindable.ts';

function appOf(calls: TinyCalls): App {
  return {
    major: 6,
    bundle: makeRewindable(tinyRelease(calls).bundle),
    platform: 'react-native',
    pool: new FakeCognito({ now: () => 0, seed: '1' }).options,
    config: undefined,
    backend: 'fifo',
    ordering: 'fifo',
    hearsOtherTabs: false,
  };
}

/** A world that answers everything at once, and what is asked of its storage. */
function world(): { readonly wiring: RealmWiring; readonly asked: string[] } {
  const asked: string[] = [];
  let words = 0;
  const storage = {
    perform: async ({ method }: { method: string }) => {
      asked.push(method);
      return null;
    },
    performAtOnce: () => null,
  };
  const wiring: RealmWiring = {
    fetch: async () => new Response('{}'),
    timers: { setTimeout: () => 1, setInterval: () => 1, clearTimeout() {}, clearInterval() {} },
    Date,
    draw: () => new Randomness(1),
    drawWord: () => {
      words += 1;
      return words;
    },
    print: () => {},
    storage: storage as unknown as RealmWiring['storage'],
    onHubEvent: () => {},
  };
  return { wiring, asked };
}

const COUNTING: TinyCalls = {
  shared: 'let calls = 0; const seen = { names: [], last: undefined };',
  getCurrentUser: `
    calls += 1;
    seen.last = 'user' + calls;
    seen.names.push(seen.last);
    return { username: seen.names.join(' ') };`,
};

describe('a realm that was given back', () => {
  test('is lent again, as if freshly started', async () => {
    const realms = new KeptRealms();
    const app = appOf(COUNTING);
    const first = realms.lend(app, world().wiring);
    const before = [await first?.client.getCurrentUser(), await first?.client.getCurrentUser()];
    first?.giveBack();

    const second = realms.lend(app, world().wiring);
    const after = [await second?.client.getCurrentUser(), await second?.client.getCurrentUser()];

    expect(second?.client).toBe(first?.client);
    expect(after).toEqual(before);
    expect(after[1]).toMatchObject({ username: 'user1 user2' });
  });

  test('makes room for others once enough wait', async () => {
    const realms = new KeptRealms();
    const apps = Array.from({ length: 17 }, (_, index) =>
      appOf({ signOut: `return ${index};`, shared: `const own = ${index};` }),
    );
    const lentAndBack = (app: App | undefined) => {
      const lent = app && realms.lend(app, world().wiring);
      lent?.giveBack();
      return lent?.client;
    };
    const first = apps.map(lentAndBack);

    expect(lentAndBack(apps[16])).toBe(first[16]);
    expect(lentAndBack(apps[0])).not.toBe(first[0]);
  });

  test('stays as it was until then', async () => {
    const realms = new KeptRealms();
    const lent = realms.lend(appOf(COUNTING), world().wiring);
    await lent?.client.getCurrentUser();
    lent?.giveBack();

    expect(await lent?.client.getCurrentUser()).toMatchObject({ username: 'user1 user2' });
  });

  test('goes by the world that it is lent to', async () => {
    const realms = new KeptRealms();
    const app = appOf({ signOut: "await storage.removeItem('key');" });
    const [one, other] = [world(), world()];
    const first = realms.lend(app, one.wiring);
    await first?.client.signOut();
    first?.giveBack();

    await realms.lend(app, other.wiring)?.client.signOut();

    expect([one.asked, other.asked]).toEqual([['removeItem'], ['removeItem']]);
  });

  test('is not lent to an app with another configuration', () => {
    const realms = new KeptRealms();
    const app = appOf({});
    const first = realms.lend(app, world().wiring);
    first?.giveBack();

    const second = realms.lend({ ...app, config: { identityPool: true } }, world().wiring);

    expect(second?.client).not.toBe(first?.client);
  });
});

/** Each draws, or makes, fewer things than after which it would begin anew. */
test.each([
  ['words of secrets', 'crypto.getRandomValues(new Uint32Array(1))[0]'],
  ['words of secrets from native code', 'ReactNative.NativeModules.RNAWSCognito.getRandomBase64(4)'],
  ['random bytes', 'crypto.getRandomValues(new Uint8Array(4)).join()'],
  ['random numbers', 'Math.random()'],
  ['identifiers', 'crypto.randomUUID()'],
  ['handles of timers', 'setTimeout(() => {}, 10)'],
])('%s are those of a fresh realm', async (_, drawn) => {
  const realms = new KeptRealms();
  const app = appOf({
    getCurrentUser: `
      const all = [];
      for (let count = 0; count < 20; count += 1) all.push(${drawn});
      return { username: all.join(' ') };`,
  });
  const first = realms.lend(app, world().wiring);
  const before = await first?.client.getCurrentUser();
  first?.giveBack();

  const second = realms.lend(app, world().wiring);
  const after = await second?.client.getCurrentUser();

  expect(second?.client).toBe(first?.client);
  expect(after).toEqual(before);
});

test('two worlds at once have a realm each', () => {
  const realms = new KeptRealms();
  const app = appOf({});

  const [first, second] = [realms.lend(app, world().wiring), realms.lend(app, world().wiring)];

  expect(second?.client).not.toBe(first?.client);
});

describe('an app in a browser that was given back', () => {
  const LISTENING: TinyCalls = {
    shared: `
      const heard = [];
      const hear = ({ key }) => { heard.push(key); };
      window.addEventListener('storage', hear);`,
    getCurrentUser: "return { username: [window.location.href, ...heard].join(' ') };",
    signOut: `
      window.history.replaceState(null, '', 'elsewhere');
      window.removeEventListener('storage', hear);
      window.addEventListener('storage', hear);
      window.addEventListener('storage', () => { heard.push('later'); });`,
  };
  const change = { key: 'k', oldValue: null, newValue: 'v' };

  /** The page of a world, and what the world is told of it. */
  function pageOf(name: string): { readonly page: Page; readonly told: string[] } {
    const told: string[] = [];
    const witness = {
      touch: (mode: string) => told.push(mode),
      listens: () => told.push('listens'),
      tell: (value: string) => told.push(value),
      now: () => name,
      threw() {},
    };
    return { page: { options: { url: APP_URL }, witness, locks: { request: async () => name } }, told };
  }

  test('is lent again on a page as if freshly loaded, which tells the world that it is in', async () => {
    const realms = new KeptRealms();
    const app: App = { ...appOf(LISTENING), platform: 'web' };
    const [one, other] = [pageOf('one'), pageOf('other')];
    const first = realms.lend(app, world().wiring, { page: one.page });
    first?.page?.hear(change);
    await first?.client.signOut();
    first?.giveBack();
    const toldFirst = one.told.length;

    const second = realms.lend(app, world().wiring, { page: other.page });
    const digest = second?.page?.digest();
    second?.page?.hear(change);
    const after = await second?.client.getCurrentUser();

    expect(second?.client).toBe(first?.client);
    expect(digest).toBe(`${APP_URL}  storage other`);
    expect(after).toMatchObject({ username: `${APP_URL} k` });
    expect(other.told).toEqual(['listens', 'read', 'read', APP_URL]);
    expect(one.told).toHaveLength(toldFirst);
  });

  test('is not lent on another page', () => {
    const realms = new KeptRealms();
    const app: App = { ...appOf(LISTENING), platform: 'web' };
    const { page } = pageOf('one');
    const first = realms.lend(app, world().wiring, { page });
    first?.giveBack();

    const second = realms.lend(app, world().wiring, {
      page: { ...page, options: { url: `${APP_URL}?code` } },
    });

    expect(second?.client).not.toBe(first?.client);
  });

  test.each([
    ['looks where it is', 'window.location.href;'],
    ['goes elsewhere', "window.history.replaceState(null, '', 'elsewhere');"],
    ['asks for a lock', "navigator.locks.request('name', () => {});"],
    ['reads localStorage', "localStorage.getItem('key');"],
  ])('is started anew each time where it %s when it starts', (_, shared) => {
    const realms = new KeptRealms();
    const app: App = { ...appOf({ shared }), platform: 'web' };
    const { page } = pageOf('one');

    realms.lend(app, world().wiring, { page })?.giveBack();

    expect(realms.lend(app, world().wiring, { page })).toBeUndefined();
  });
});

test.each([
  ['draws randomness', 'Math.random();'],
  ['sets a timer', 'setTimeout(() => {}, 10);'],
  ['looks at the clock', 'Date.now();'],
  ['sends a request', "fetch('https://example.com');"],
  ['waits for something', 'let resolve; const later = new Promise((done) => { resolve = done; });'],
])('an app that %s when it starts is started anew each time', (_, shared) => {
  const realms = new KeptRealms();
  const app = appOf({ shared });

  realms.lend(app, world().wiring)?.giveBack();

  expect(realms.lend(app, world().wiring)).toBeUndefined();
});

test('a realm in which something was done that cannot be undone is not lent again', async () => {
  const realms = new KeptRealms();
  const app = appOf({ shared: 'const state = {};', signOut: 'Object.freeze(state);' });
  const first = realms.lend(app, world().wiring);
  await first?.client.signOut();
  first?.giveBack();

  expect(realms.lend(app, world().wiring)).toBeUndefined();
});
