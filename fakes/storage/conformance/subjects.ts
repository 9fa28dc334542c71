import { CookieStorage, sharedInMemoryStorage } from 'aws-amplify/utils';
import { CookieJar } from 'tough-cookie';
import { vi } from 'vitest';
import { FakeOrigin } from '../browser/origin.ts';
import { STORAGE_BACKEND_NAMES, STORAGE_BACKENDS, type StorageBackendName } from '../catalogue.ts';
import { type KeyValueStorage, keyValueStorage } from '../key-value-storage.ts';
import { FakeAsyncStorage } from '../modules/async-storage.ts';
import { FakeAsyncStorage3 } from '../modules/async-storage-3.ts';
import { TimedStorage } from '../timed-storage.ts';

/** A storage that the properties of `storages.test.ts` must hold for. */
export interface Subject {
  readonly name: string;
  /**
   * A new, empty storage.
   * @param wait until an operation takes effect, where that is not at once. Default: no time
   */
  readonly open: (wait?: (what: string) => Promise<unknown>) => KeyValueStorage;
  /** Keys that it takes beyond letters, digits, `.`, `_` and `-`. */
  readonly oddKeys: boolean;
  /** What an empty string reads as. */
  readonly empty: '' | null;
  readonly clears: boolean;
  /** Whether operations issued in one order may be carried out in another. */
  readonly reorders: boolean;
}

type Open = Subject['open'];

const noWait = async (): Promise<undefined> => undefined;

function timed(name: StorageBackendName, wait: NonNullable<Parameters<Open>[0]> = noWait): TimedStorage {
  return new TimedStorage(STORAGE_BACKENDS[name], { schedule: ({ method }) => wait(method) });
}

const FAKES: readonly Subject[] = STORAGE_BACKEND_NAMES.map((name) => ({
  name: `fake ${name}`,
  open: (wait) => keyValueStorage(timed(name, wait)),
  oddKeys: !name.startsWith('secure-store'),
  empty: /^async-storage-(android|ios|next)/.test(name) ? null : '',
  clears: !name.startsWith('secure-store'),
  reorders: STORAGE_BACKENDS[name].ordering === 'unordered',
}));

const ordinary = { oddKeys: true, empty: '', clears: true, reorders: false } as const;

/** The modules that apps hand to Amplify as they are. */
const MODULES: readonly Subject[] = [
  {
    ...ordinary,
    name: 'FakeAsyncStorage',
    open: (wait) => new FakeAsyncStorage(timed('async-storage-ios', wait)),
    empty: null,
  },
  {
    ...ordinary,
    name: 'FakeAsyncStorage3',
    open: (wait) => new FakeAsyncStorage3(timed('async-storage-3-android', wait)),
    reorders: true,
  },
];

/** Storages that we did not write, or that run on documents that we did not write. */
const REAL: readonly Subject[] = [
  {
    ...ordinary,
    name: "Amplify's InMemoryStorage",
    open: () => {
      void sharedInMemoryStorage.clear();
      return sharedInMemoryStorage;
    },
  },
  {
    ...ordinary,
    name: "Amplify's CookieStorage over tough-cookie",
    open: () => {
      const jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
      const url = 'https://app.example/';
      vi.stubGlobal('document', {
        get cookie() {
          return jar.getCookieStringSync(url, { http: false });
        },
        set cookie(text) {
          jar.setCookieSync(text, url, { http: false, ignoreError: true });
        },
      });
      return new CookieStorage();
    },
  },
  {
    ...ordinary,
    name: "Amplify's CookieStorage over the fake document",
    open: () => {
      vi.stubGlobal('document', new FakeOrigin().open().document);
      return new CookieStorage();
    },
  },
];

export const SUBJECTS: readonly Subject[] = [...FAKES, ...MODULES, ...REAL];
