import { FakeLocalStorage } from '../../../fakes/storage/browser/local-storage.ts';
import type { StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { WEB_NAVIGATOR } from './globals.ts';
import { PageListeners, type PageWitness } from './page-listeners.ts';
import { TabStorage } from './tab-storage.ts';

/** A page of an app in a browser. */
export interface BrowserPage {
  /** What it has beside the globals of any realm, as far as Amplify looks at it. */
  readonly globals: Record<string, unknown>;
  /** Tells it that another page of the origin has changed localStorage. */
  hear(change: StorageChange): void;
  /** Remembers how it is. @returns to be called to have it so again, as one that is loaded at that moment */
  keep(): () => void;
  /** Equal for pages that code, and what happens to them, can tell no difference between. */
  digest(): string;
}

/** Where the app is, and where the hosted UI sends its users back to. */
export const APP_URL = 'https://app.example.com/';

/** `navigator.locks`, as far as it is simulated. */
export interface PageLocks {
  request(...args: never[]): Promise<unknown>;
}

export interface PageOptions {
  /** Where the page is, at the path of the app; the app's own by default. */
  readonly url?: string;
  /** What its tab has in its sessionStorage; it has none unless said. */
  readonly sessionStorage?: Readonly<Record<string, string>>;
  /** Its `navigator.locks`; it has none unless said. */
  readonly locks?: PageLocks;
}

export function browserPage(
  storage: NativeStorage,
  witness: PageWitness,
  { url = APP_URL, sessionStorage, locks }: PageOptions = {},
): BrowserPage {
  let href = url;
  const { origin, hostname, pathname } = new URL(url);
  const localStorage = new FakeLocalStorage(storage);
  const listeners = new PageListeners(witness);
  const tab = sessionStorage && new TabStorage(witness, sessionStorage);
  return {
    globals: {
      document: reactDocument(),
      location: {
        get href() {
          witness.touch('read');
          witness.tell(href);
          return href;
        },
        origin,
        hostname,
        pathname,
      },
      history: {
        state: null,
        replaceState: (_state: unknown, _title: unknown, to: string) => {
          witness.touch('write');
          href = to;
        },
      },
      localStorage,
      navigator: { ...WEB_NAVIGATOR, ...(locks && { locks }) },
      ...(tab && { sessionStorage: tab.functions }),
      // The scripts of Google and Facebook, loaded: for those that are not Amplify 5 waits by timers.
      gapi: { auth2: {} },
      FB: {},
      ...listeners.functions,
    },
    keep: () => {
      const at = href;
      const [keptListeners, keptTab] = [listeners.keep(), tab?.keep()];
      return () => {
        href = at;
        keptListeners();
        keptTab?.();
      };
    },
    digest: () => [href, tab?.digest() ?? '', listeners.digest()].join(' '),
    hear: (change) =>
      listeners.dispatch({ type: 'storage', ...change, storageArea: localStorage, url: APP_URL }),
  };
}

const nothing = (): void => {};

/**
 * The document of an app made with React, which Amplify recognises by a property of an element and then asks no
 * more. Of a page that it does not recognise it would ask again by timers, which say nothing about tokens.
 */
function reactDocument(): object {
  return {
    cookie: '',
    visibilityState: 'visible',
    querySelector: () => null,
    querySelectorAll: () => [{ id: 'root', _reactRootContainer: {} }],
    addEventListener: nothing,
    removeEventListener: nothing,
  };
}
