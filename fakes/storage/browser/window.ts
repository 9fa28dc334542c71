import type { NativeStorage } from '../native-storage.ts';
import type { FakeCookieJar } from './cookie-jar.ts';
import { FakeDocument } from './document.ts';
import { FakeLocalStorage } from './local-storage.ts';

/**
 * The `window` of a tab or a frame, as far as storage goes. Hand its parts to the code under test, or make it
 * the global `window` together with `document` and `localStorage`.
 */
export class FakeWindow extends EventTarget {
  readonly localStorage: FakeLocalStorage;
  readonly document: FakeDocument;
  readonly #onClose: (window: FakeWindow) => void;

  constructor(
    url: string,
    cookies: FakeCookieJar,
    storage: (window: FakeWindow) => Pick<NativeStorage, 'performAtOnce'>,
    onClose: (window: FakeWindow) => void,
  ) {
    super();
    this.localStorage = new FakeLocalStorage(storage(this));
    this.document = new FakeDocument(url, cookies);
    this.#onClose = onClose;
  }

  /** Closes the tab: it receives no more events. */
  close(): void {
    this.#onClose(this);
  }
}
