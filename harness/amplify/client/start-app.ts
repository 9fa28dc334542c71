import type { CognitoOptions } from '../../../fakes/cognito/options.ts';
import { FakeLocalStorage } from '../../../fakes/storage/browser/local-storage.ts';
import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { FakeAsyncStorage } from '../../../fakes/storage/modules/async-storage.ts';
import { FakeAsyncStorage3 } from '../../../fakes/storage/modules/async-storage-3.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import type { Platform, RealmEnvironment } from '../realm/globals.ts';
import { keyValueStorage } from '../realm/key-value-storage.ts';
import { reactNativeGlobals } from '../realm/react-native.ts';
import { createRealm, type RealmExports } from '../realm/realm.ts';
import type { Bundle } from '../releases/release.ts';
import type { AuthClient } from './auth-client.ts';
import type { AppConfig } from './boot-options.ts';
import { bootV5 } from './v5.ts';
import { bootV6 } from './v6.ts';

/** An app, independent of the world that it runs in. */
export interface App {
  readonly major: 5 | 6;
  readonly bundle: Bundle;
  readonly platform: Platform;
  readonly pool: CognitoOptions;
  readonly config: AppConfig | undefined;
  /** The storage of its device. */
  readonly backend: StorageBackendName;
  readonly ordering: StorageOrdering;
  /** Whether it hears of changes by other pages of its origin. */
  readonly hearsOtherTabs: boolean;
}

/** The parts of a world that an app is connected to. */
export interface RealmWiring
  extends Pick<RealmEnvironment, 'fetch' | 'timers' | 'Date' | 'draw' | 'drawWord' | 'print'> {
  readonly storage: NativeStorage;
  readonly onHubEvent: (event: string) => void;
}

export interface StartOptions {
  /** Globals of the page that a browser's app is on. */
  readonly page?: Readonly<Record<string, unknown>>;
  /** Additional parameters of an instrumented bundle. */
  readonly hooks?: Readonly<Record<string, unknown>>;
  /** Called between the evaluation and the configuration. */
  readonly evaluated?: (exports: RealmExports) => void;
}

/** Evaluates a fresh copy of a release on its platform and configures it as an app does. */
export function startApp(
  app: App,
  { storage, onHubEvent, ...environment }: RealmWiring,
  { page = {}, hooks = {}, evaluated = () => {} }: StartOptions = {},
): AuthClient {
  const { major, bundle, platform, pool, config, backend, ordering, hearsOtherTabs } = app;
  const native = platform === 'react-native';
  const extra = native ? reactNativeGlobals(asyncStorageOf(backend, storage), environment.drawWord) : page;
  const exports = createRealm(bundle, { ...environment, platform, extra }, hooks);
  evaluated(exports);
  if (major === 6) {
    return bootV6(exports, {
      pool,
      app: config,
      // In a browser v6 uses localStorage by default. The app has to give it any other storage.
      storage:
        native || backend === 'cookies' || backend === 'indexed-db'
          ? keyValueStorage(storage, platform)
          : undefined,
      onHubEvent,
      hearsOtherTabs,
    });
  }
  // On React Native v5 uses AsyncStorage by default. The app has to give it a synchronous storage, such as MMKV.
  const handed =
    (native && ordering === 'sync') || backend === 'cookies' ? new FakeLocalStorage(storage) : undefined;
  return bootV5(exports, { pool, app: config, storage: handed, onHubEvent });
}

/** The AsyncStorage that Amplify 5 finds installed. */
function asyncStorageOf(backend: StorageBackendName, native: NativeStorage): object {
  if (backend === 'async-storage-3-database') return new FakeAsyncStorage3(native, 'database');
  return backend.startsWith('async-storage-3') ? new FakeAsyncStorage3(native) : new FakeAsyncStorage(native);
}
