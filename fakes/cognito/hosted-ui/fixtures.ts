import { createHash } from 'node:crypto';
import { Bench } from '../fixtures.ts';

export const CALLBACK = 'http://localhost:3000/';
const VERIFIER = 'a-code-verifier-of-at-least-forty-three-characters';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** A browser and the app that it is redirected to. */
export class Browser extends Bench {
  get(path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const url = `https://${this.server.options.domain}${path}?${new URLSearchParams(query)}`;
    const response = this.exchange({ method: 'GET', url, headers, body: '' });
    return { ...response, location: new URL(response.headers.location ?? 'about:blank') };
  }

  post(path: string, form: Record<string, string>) {
    const response = this.exchange({
      method: 'POST',
      url: `https://${this.server.options.domain}${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: this.server.options.clientId, ...form }).toString(),
    });
    return { ...response, json: response.body === '' ? undefined : JSON.parse(response.body) };
  }

  authorize(query: Record<string, string> = {}) {
    return this.get('/oauth2/authorize', {
      response_type: 'code',
      client_id: this.server.options.clientId,
      redirect_uri: CALLBACK,
      state: 'the state',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...query,
    });
  }

  /** A code for alice. */
  code(query: Record<string, string> = {}): string {
    this.server.signInAtHostedUi('alice');
    return this.authorize(query).location.searchParams.get('code') ?? '';
  }

  exchangeCode(code: string, form: Record<string, string> = {}) {
    const grant = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
    return this.post('/oauth2/token', { ...grant, code_verifier: VERIFIER, ...form });
  }
}
