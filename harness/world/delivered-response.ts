import type { WireResponse } from '../../fakes/cognito/wire.ts';

/**
 * The `Response` that a realm's `fetch` resolves with (WHATWG Fetch, 5.5), its body complete. The host's own reads
 * bodies through streams, whose ticks differ between versions of Node, and costs fifty times as much.
 */
export class DeliveredResponse {
  readonly status: number;
  readonly statusText = '';
  readonly headers: Headers;
  /** Amplify falls back to `text`, `json` and `blob` where a platform has no streams, as on React Native. */
  readonly body = null;
  readonly type = 'basic';
  readonly redirected = false;
  readonly url: string;
  readonly #body: string;

  constructor(response: WireResponse, url: string) {
    this.status = response.status;
    this.headers = new Headers(response.headers);
    this.url = url;
    this.#body = response.body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    return this.#body;
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#body);
  }

  async blob(): Promise<Blob> {
    return new Blob([this.#body], { type: this.headers.get('content-type') ?? '' });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new TextEncoder().encode(this.#body).buffer as ArrayBuffer;
  }

  clone(): DeliveredResponse {
    const headers = Object.fromEntries(this.headers);
    return new DeliveredResponse({ status: this.status, headers, body: this.#body }, this.url);
  }
}
