import { describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { FakeLocalStorage } from '../../../fakes/storage/browser/local-storage.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { startApp } from '../../amplify/client/start-app.ts';
import { APP_URL, browserPage } from '../../amplify/realm/browser.ts';
import { Randomness } from '../../amplify/realm/randomness.ts';
import type { RealmExports } from '../../amplify/realm/realm.ts';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import type { Release } from '../../amplify/releases/release.ts';
import { whenQuiescent } from '../world/quiescence.ts';
import { checkComebacks, leaveForHostedUi, pageWithCode } from './hosted-ui.ts';

const NOW = 1_767_225_600_000;

/** A storage that is a map. */
function storageOver(data: Map<string, string>): NativeStorage {
  const performAtOnce = ({ method, key, value }: { method: string; key: string; value: string }) => {
    if (method === 'getItem') return data.get(key) ?? null;
    if (method === 'setItem') data.set(key, value);
    if (method === 'removeItem') data.delete(key);
    return undefined;
  };
  return { performAtOnce } as unknown as NativeStorage;
}

/** Sends the user of a release to the hosted UI, as an app does. */
async function leave(release: Release) {
  const server = new FakeCognito({ now: () => NOW, callbackUrls: [APP_URL] });
  server.addUser({ username: 'alice', password: 'x' });
  const local = new Map<string, string>();
  const tab = new Map<string, string>();
  const { globals } = browserPage(storageOver(local), {
    ...{ touch() {}, listens() {}, tell() {}, now: () => '', threw() {} },
  });
  const location = { ...(globals.location as object), href: APP_URL };
  const open = (url: string): object => Object.assign(location, { href: url });
  let exports: RealmExports = {};
  startApp(
    {
      major: release.major,
      bundle: release.bundle,
      platform: 'web',
      pool: server.options,
      config: { hostedUi: true },
      backend: 'local-storage',
      ordering: 'sync',
      hearsOtherTabs: false,
    },
    {
      fetch: () => Promise.reject(new Error('offline')),
      timers: { setTimeout: () => 1, setInterval: () => 1, clearTimeout() {}, clearInterval() {} },
      Date: class extends Date {
        static override now = (): number => NOW;
      } as DateConstructor,
      draw: () => new Randomness(1),
      drawWord: () => 1,
      storage: storageOver(local),
      onHubEvent() {},
      print() {},
    },
    {
      page: { ...globals, location, open, sessionStorage: new FakeLocalStorage(storageOver(tab)) },
      evaluated: (evaluated) => {
        exports = evaluated;
      },
    },
  );
  const { auth, Auth } = exports as {
    auth?: { signInWithRedirect(): Promise<void> };
    Auth?: { federatedSignIn(): Promise<void> };
  };
  void (auth ? auth.signInWithRedirect() : Auth?.federatedSignIn());
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>(whenQuiescent);
  return { server, local, tab, asked: new URL(location.href) };
}

/** What of an entry is the same each time: all but what is drawn at random. */
const sizes = (entries: Iterable<readonly [string, string]>) =>
  Object.fromEntries([...entries].map(([key, value]) => [key, value.length > 20 ? value.length : value]));

const published = ['6.6.6', '6.0.30', '5.3.24'];
const available = await Promise.all(published.map(canBeHad));
const RELEASES = ['installed', ...published.filter((_, index) => available[index])];

describe.each(RELEASES)('%s', { timeout: 120_000 }, (version) => {
  const load = () => loadRelease(version, { flavour: 'web' });

  test('leaves in the browser what it is said to leave when it sends the user to the hosted UI', async () => {
    const release = await load();

    const { server, local, tab } = await leave(release);

    const expected = leaveForHostedUi(release, server.options.clientId, NOW);
    expect(sizes(local)).toEqual(sizes(Object.entries(expected.localStorage)));
    expect(sizes(tab)).toEqual(sizes(Object.entries(expected.sessionStorage)));
  });

  test('asks the hosted UI for what the user is said to come back with', async () => {
    const release = await load();
    const { server, asked } = await leave(release);
    server.signInAtHostedUi('alice');

    const { headers } = server.respond({ method: 'GET', url: asked.href, headers: {}, body: '' });
    const page = pageWithCode(server, release.major, 'alice');

    const [back, said] = [new URL(headers.location ?? ''), new URL(page.url ?? '')];
    expect(said.origin + said.pathname).toBe(back.origin + back.pathname);
    expect(sizes(said.searchParams)).toEqual(sizes(back.searchParams));
  });
});

describe('nobody comes back', () => {
  const start = {
    app: { hostedUi: true },
    users: [],
    devices: { phone: { storage: 'local-storage' } },
    realms: { app: { device: 'phone', platform: 'web', hostedUiCallback: { username: 'alice' } } },
  } as const;

  test('who could not have left', () => {
    const signedIn = { username: 'alice', tokens: 'valid' } as const;
    const refused = [
      { ...start, realms: { app: { ...start.realms.app, platform: 'react-native' } } },
      { ...start, app: {} },
      { ...start, devices: { phone: { ...start.devices.phone, signedIn } } },
    ] as const;

    const reasons = refused.map((each) => {
      try {
        checkComebacks(each);
      } catch (error) {
        return (error as Error).message.split(': ')[1];
      }
      return undefined;
    });

    expect(reasons).toEqual([
      'it is on react-native',
      'the app has no hosted UI',
      'somebody is signed in on device "phone"',
    ]);
    expect(() => checkComebacks(start)).not.toThrow();
  });
});
