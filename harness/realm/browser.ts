import { FakeLocalStorage } from '../../fakes/storage/browser/local-storage.ts';
import type { NativeStorage } from '../../fakes/storage/native-storage.ts';

/** What a page has beside the globals of any realm, as far as Amplify looks at it. */
export function browserGlobals(storage: NativeStorage): Record<string, unknown> {
  return {
    document: DOCUMENT,
    location: { href: PAGE, origin: new URL(PAGE).origin, hostname: new URL(PAGE).hostname, pathname: '/' },
    history: { state: null, replaceState: nothing },
    localStorage: new FakeLocalStorage(storage),
    gapi: GOOGLE,
    FB: {},
    // No event comes from outside: neither navigation nor other tabs.
    addEventListener: nothing,
    removeEventListener: nothing,
  };
}

const PAGE = 'https://app.example.com/';

const nothing = (): void => {};

/** The scripts of Google and Facebook, loaded: for those that are not Amplify 5 waits by timers. */
const GOOGLE = { auth2: {} };

/**
 * The document of an app made with React, which Amplify recognises by a property of an element and then asks no
 * more. Of a page that it does not recognise it would ask again by timers, which say nothing about tokens.
 */
const DOCUMENT = {
  cookie: '',
  visibilityState: 'visible',
  querySelector: () => null,
  querySelectorAll: () => [{ id: 'root', _reactRootContainer: {} }],
  addEventListener: nothing,
  removeEventListener: nothing,
};
