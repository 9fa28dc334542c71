import { derivedUuid } from '../derived.ts';
import type { Surroundings } from '../surroundings.ts';

/** What an authorization code was given for (RFC 6749, 4.1). */
export interface Authorization {
  readonly username: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  /** `code_challenge` of PKCE with S256 (RFC 7636); undefined where the client sent none. */
  readonly challenge: string | undefined;
  readonly at: number;
}

const SECOND = 1000;
/** "The authorization code is valid for 5 minutes": developer guide, on the token endpoint. */
const CODE_SECONDS = 300;

/** State of the hosted UI: who is signed in at the browser, and the authorization codes not yet exchanged. */
export class HostedUi {
  readonly #around: Surroundings;
  readonly #codes = new Map<string, Authorization>();
  #signedIn: string | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Who the cookie of the browser stands for. */
  get signedIn(): string | undefined {
    this.#around.touch('read', 'browser');
    return this.#signedIn;
  }

  set signedIn(username: string | undefined) {
    this.#around.touch('write', 'browser');
    this.#signedIn = username;
  }

  authorize(authorization: Authorization, entropy: string): string {
    const code = derivedUuid('code', this.#around.seed, entropy);
    this.#around.touch('write', `code:${code}`);
    this.#codes.set(code, authorization);
    return code;
  }

  /** What a code was given for; undefined once it has been exchanged or has expired. */
  authorization(code: string): Authorization | undefined {
    this.#around.touch('read', `code:${code}`);
    const authorization = this.#codes.get(code);
    if (!authorization || this.#around.now() >= authorization.at + CODE_SECONDS * SECOND) return undefined;
    return authorization;
  }

  consume(code: string): void {
    this.#around.touch('write', `code:${code}`);
    this.#codes.delete(code);
  }

  /** A line for each part of the state, in an order that does not depend on how it came about. */
  describe(): string[] {
    const codes = [...this.#codes].map(([code, given]) => `code ${code} ${JSON.stringify(given)}`);
    return [...codes.sort(), `browser ${this.#signedIn ?? '-'}`];
  }
}
