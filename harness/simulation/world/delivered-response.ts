import type { WireResponse } from '../../../fakes/cognito/wire.ts';

/**
 * The `Response` with which a realm's `fetch` resolves (WHATWG Fetch, 5.5), with a complete or a broken body. The host's
 * own `Response` reads bodies through streams, whose ticks differ between versions of Node, and costs fifty times as much.
 */
export class DeliveredResponse {
  readonly status: number;
  readonly statusText = '';
  readonly headers: Headers;
  /** Amplify falls back to `text`, `json` and `blob` if a platform has no streams, as on React Native. */
  readonly body = null;
  readonly type = 'basic';
  readonly redirected = false;
  readonly url: string;
  readonly #body: string;
  readonly #broken: Error | undefined;

  /** @param broken the error with which reading the body rejects, if the connection breaks half-way */
  constructor(response: WireResponse, url: string, broken?: Error) {
    this.status = response.status;
    this.headers = new Headers(response.headers);
    this.url = url;
    this.#body = response.body;
    this.#broken = broken;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    return this.#read();
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#read());
  }

  async blob(): Promise<Blob> {
    return new Blob([this.#read()], { type: this.headers.get('content-type') ?? '' });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new TextEncoder().encode(this.#read()).buffer as ArrayBuffer;
  }

  clone(): DeliveredResponse {
    const headers = Object.fromEntries(this.headers);
    return new DeliveredResponse({ status: this.status, headers, body: this.#body }, this.url, this.#broken);
  }

  #read(): string {
    if (this.#broken) throw this.#broken;
    return this.#body;
  }
}
