import { FakeLocalStorage } from '../../../fakes/storage/browser/local-storage.ts';
import type { StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { WEB_NAVIGATOR } from './globals.ts';
import { PageListeners, type PageWitness } from './page-listeners.ts';
import { TabStorage } from './tab-storage.ts';

/** A page of an app in a browser. */
export interface BrowserPage {
  /** Its globals in addition to those of any realm, as far as Amplify uses them. */
  readonly globals: Record<string, unknown>;
  /** Dispatches a change of localStorage by another page of the origin. */
  hear(change: StorageChange): void;
  /** Remembers how it is. @returns to be called to have it so again, as one that is loaded at that moment */
  keep(): () => void;
  /** Equal for pages between which neither code nor events can distinguish. */
  digest(): string;
}

/** The address of the app, to which the hosted UI returns its users. */
export const APP_URL = 'https://app.example.com/';

/** `navigator.locks`, as far as it is simulated. */
export interface PageLocks {
  request(...args: never[]): Promise<unknown>;
}

export interface PageOptions {
  /** The page's address, at the app's path; the app's own by default. */
  readonly url?: string;
  /** The contents of its tab's sessionStorage; there is none by default. */
  readonly sessionStorage?: Readonly<Record<string, string>>;
  /** Its `navigator.locks`; there is none by default. */
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
      // The scripts of Google and Facebook, already loaded: Amplify 5 would wait for missing ones with timers.
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
 * The document of a React app. Amplify recognises it by a property of an element, and stops looking. On a page that it
 * does not recognise it would look again with timers, which have nothing to do with tokens.
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
