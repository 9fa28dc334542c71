import type { CognitoOptions } from '../../../fakes/cognito/options.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { AppConfig } from '../../amplify/client/boot-options.ts';
import { type App, type RealmWiring, startApp } from '../../amplify/client/start-app.ts';
import type { BrowserPage, PageOptions } from '../../amplify/realm/browser.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import type { Bundle, Release } from '../../amplify/releases/release.ts';
import { HEAP_HOOKS } from '../../instrumentation/heap/hook-names.ts';
import { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import { KeptRealms, openPage, type Page } from '../../instrumentation/rewind/kept-realms.ts';
import type { NetworkPort } from '../world/network-port.ts';
import type { TimerPort } from '../world/timer-port.ts';
import type { World } from '../world/world.ts';
import type { OpenDevice } from './open-devices.ts';
import { mustFit } from './platform-fit.ts';

/** What sets one realm of a world apart from the others. */
export interface RealmPlace {
  readonly platform: Platform;
  readonly device: OpenDevice;
  /** Whether accesses to the JavaScript heap are followed: the bundle is an instrumented one. */
  readonly followsHeap: boolean;
  readonly onHubEvent: (event: string) => void;
  /** Of a page that is not where the app is by itself. */
  readonly page?: PageOptions | undefined;
  /** Called with the page that the app is on, if any. */
  readonly onPage: (page: BrowserPage) => void;
  readonly print: (line: string) => void;
}

/** What all realms of a world share. */
export interface Surroundings {
  readonly release: Release;
  /** The release's, or an instrumented copy. */
  readonly bundle: Bundle;
  /** A rewindable copy of that, of which realms of former worlds can be had. */
  readonly rewindable: Bundle | undefined;
  readonly world: World;
  readonly network: NetworkPort;
  readonly timers: TimerPort;
  readonly pool: CognitoOptions;
  readonly app: AppConfig | undefined;
}

/**
 * Starts an app: a fresh, configured copy of the release on its platform, or a reused one that is indistinguishable.
 * @throws {TypeError} where the platform cannot be that of the device or of the release
 */
export function bootRealm(realm: string, place: RealmPlace, surroundings: Surroundings): BootedRealm {
  const { platform, device, followsHeap, onHubEvent, print, page, onPage } = place;
  const { backend, storage } = device;
  const { release, bundle, rewindable, world, network, timers, pool, app: config } = surroundings;
  mustFit({ realm, platform, device: device.name, storage: backend }, release);
  const networkPlace = { realm, device: device.name, isBrowser: platform === 'web' };
  const app: App = {
    major: release.major,
    bundle,
    platform,
    pool,
    config,
    backend,
    ordering: storage.ordering,
    hearsOtherTabs: device.events !== undefined,
  };
  const wiring: RealmWiring = {
    fetch: (input, init) => network.fetch(networkPlace, input, init),
    timers: timers.forRealm(realm),
    Date: device.clock?.Date ?? (world.clock.Date as unknown as DateConstructor),
    draw: () => world.draw(),
    drawWord: () => world.drawWord(),
    print,
    storage: storage.asSeenBy(realm),
    onHubEvent,
  };
  const wiredPage = platform === 'web' ? pageIn(realm, { device, world, page }) : undefined;
  const opened = (browser: BrowserPage): BrowserPage => {
    device.events?.open({ realm, hear: browser.hear });
    onPage(browser);
    return browser;
  };
  const lent =
    rewindable && KEPT.lend({ ...app, bundle: rewindable }, wiring, { followsHeap, page: wiredPage });
  if (lent) {
    if (lent.page) opened(lent.page);
    world.atItsEnd(lent.giveBack);
    return lent;
  }
  const heap = followsHeap ? new HeapTracker() : undefined;
  const browser = wiredPage && opened(openPage(wiring.storage, wiredPage));
  const client = startApp(app, wiring, {
    ...(browser && { page: browser.globals }),
    hooks: heap ? { [HEAP_HOOKS]: heap.hooks } : {},
    evaluated: (exports) => heap?.finishBoot([exports]),
  });
  return { client, heap };
}

/** An app that was started. */
export interface BootedRealm {
  readonly client: AuthClient;
  /** What tells of its accesses to the JavaScript heap; undefined unless they are followed. */
  readonly heap: HeapTracker | undefined;
}

const KEPT = new KeptRealms();

function pageIn(
  realm: string,
  {
    device: { locks },
    world,
    page = {},
  }: { readonly device: OpenDevice; readonly world: World; readonly page: PageOptions | undefined },
): Page {
  const touch = (mode: 'read' | 'write'): void => world.touch(mode, `page:${realm}`);
  return {
    options: page,
    witness: {
      touch,
      listens: () => touch('write'),
      tell: (value) => world.tell(value),
      now: () => world.taken.at(-1)?.id ?? 'boot',
      threw: (error) => world.reportUnhandled(error),
    },
    locks: locks.forPage(realm),
  };
}
