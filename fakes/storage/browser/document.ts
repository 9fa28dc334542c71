import type { FakeCookieJar } from './cookie-jar.ts';

/** `document`, as far as storage goes. It takes listeners, such as Amplify's to its visibility. */
export class FakeDocument extends EventTarget {
  readonly URL: string;
  readonly #cookies: FakeCookieJar;

  constructor(url: string, cookies: FakeCookieJar) {
    super();
    this.URL = url;
    this.#cookies = cookies;
  }

  get cookie(): string {
    return this.#cookies.read(this.URL);
  }

  set cookie(text: string) {
    this.#cookies.write(this.URL, text);
  }
}
