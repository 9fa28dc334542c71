import type { CognitoOptions } from '../../fakes/cognito/options.ts';
import { FakeLocalStorage } from '../../fakes/storage/browser/local-storage.ts';
import type { StorageBackendName } from '../../fakes/storage/catalogue.ts';
import { FakeAsyncStorage } from '../../fakes/storage/modules/async-storage.ts';
import { FakeAsyncStorage3 } from '../../fakes/storage/modules/async-storage-3.ts';
import type { NativeStorage } from '../../fakes/storage/native-storage.ts';
import type { AuthClient } from '../client/auth-client.ts';
import type { AppConfig } from '../client/boot-options.ts';
import { bootV5 } from '../client/v5.ts';
import { bootV6 } from '../client/v6.ts';
import { HEAP_HOOKS } from '../heap/hook-names.ts';
import type { HeapTracker } from '../heap/tracker.ts';
import { browserPage } from '../realm/browser.ts';
import type { Platform } from '../realm/globals.ts';
import { keyValueStorage } from '../realm/key-value-storage.ts';
import { reactNativeGlobals } from '../realm/react-native.ts';
import { createRealm } from '../realm/realm.ts';
import type { Bundle, Release } from '../releases/release.ts';
import type { NetworkPort } from '../world/network-port.ts';
import type { TimerPort } from '../world/timer-port.ts';
import type { World } from '../world/world.ts';
import type { OpenDevice } from './open-devices.ts';
import { mustFit } from './platform-fit.ts';

/** What sets one realm of a world apart from the others. */
export interface RealmPlace {
  readonly platform: Platform;
  readonly device: OpenDevice;
  /** Undefined unless accesses to the JavaScript heap are followed. */
  readonly heap: HeapTracker | undefined;
  readonly onHubEvent: (event: string) => void;
}

/** What all realms of a world share. */
export interface Surroundings {
  readonly release: Release;
  /** The release's, or an instrumented copy. */
  readonly bundle: Bundle;
  readonly world: World;
  readonly network: NetworkPort;
  readonly timers: TimerPort;
  readonly pool: CognitoOptions;
  readonly app: AppConfig | undefined;
}

/**
 * Starts an app: evaluates a fresh copy of the release on its platform and configures it.
 * @throws {TypeError} where the platform cannot be that of the device or of the release
 */
export function bootRealm(realm: string, place: RealmPlace, surroundings: Surroundings): AuthClient {
  const { platform, device, heap, onHubEvent } = place;
  const { backend, storage } = device;
  const { release, bundle, world, network, timers, pool, app } = surroundings;
  mustFit({ realm, platform, device: device.name, storage: backend }, release);
  const seen = storage.asSeenBy(realm);
  const networkPlace = { realm, device: device.name, isBrowser: platform === 'web' };
  const exports = createRealm(bundle, {
    platform,
    fetch: (input, init) => network.fetch(networkPlace, input, init),
    timers: timers.forRealm(realm),
    Date: device.clock?.Date ?? (world.clock.Date as unknown as DateConstructor),
    draw: () => world.draw(),
    extra: {
      ...(platform === 'web'
        ? openPage(realm, device, world)
        : reactNativeGlobals(asyncStorageOf(backend, seen))),
      ...(heap && { [HEAP_HOOKS]: heap.hooks }),
    },
  });
  heap?.finishBoot([exports]);
  const native = platform === 'react-native';
  if (release.major === 6) {
    return bootV6(exports, {
      pool,
      app,
      // In a browser it takes localStorage by itself; other storages an app has to hand to it.
      storage: native || backend === 'cookies' ? keyValueStorage(seen) : undefined,
      onHubEvent,
      hearsOtherTabs: device.events !== undefined,
    });
  }
  // On React Native v5 takes AsyncStorage by itself; a synchronous storage, such as MMKV, an app has to hand to it.
  const handed =
    (native && storage.ordering === 'sync') || backend === 'cookies' ? new FakeLocalStorage(seen) : undefined;
  return bootV5(exports, { pool, app, storage: handed, onHubEvent });
}

/** @returns the globals of a page that hears of what other pages of the device change */
function openPage(realm: string, { storage, events }: OpenDevice, world: World): Record<string, unknown> {
  const page = browserPage(storage.asSeenBy(realm), {
    touch: (mode) => world.touch(mode, `page:${realm}`),
    threw: (error) => world.reportUnhandled(error),
  });
  events?.open({ realm, hear: page.hear });
  return page.globals;
}

/** The AsyncStorage that Amplify 5 finds installed. */
function asyncStorageOf(backend: StorageBackendName, native: NativeStorage): object {
  if (backend === 'async-storage-3-database') return new FakeAsyncStorage3(native, 'database');
  return backend.startsWith('async-storage-3') ? new FakeAsyncStorage3(native) : new FakeAsyncStorage(native);
}
