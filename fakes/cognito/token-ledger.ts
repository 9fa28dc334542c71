import type { RefreshToken, Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import type { IssuedToken } from './token-facts.ts';
import { issueRefreshToken, issueTokens } from './token-issuer.ts';
import type { User } from './user.ts';

const SECOND = 1000;

/** Issues tokens, and remembers what each of them is. */
export class TokenLedger {
  readonly #around: Surroundings;
  readonly #tokens = new Map<string, IssuedToken>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  issue(
    user: User,
    session: Session,
    entropy: string,
    { at = this.#around.now(), origin = session.id }: { at?: number; origin?: string } = {},
  ): { accessToken: string; idToken: string } {
    const { accessTokenSeconds, idTokenSeconds } = this.#around.options;
    const issuance = `${this.#around.seed}/${entropy}`;
    const tokens = issueTokens(this.#around.options, user, session, { issuance, origin, at });
    session.issued += 1;
    const ordinal = session.issued;
    const common = { username: user.username, sessionId: session.id, issuance, ordinal, issuedAt: at };
    // `exp` of a JWT is in whole seconds.
    const from = at - (at % SECOND);
    const expiresAt = from + accessTokenSeconds * SECOND;
    this.#tokens.set(tokens.accessToken, { ...common, kind: 'access', expiresAt });
    this.#tokens.set(tokens.idToken, { ...common, kind: 'id', expiresAt: from + idTokenSeconds * SECOND });
    return tokens;
  }

  addRefreshToken(session: Session, entropy: string, at = this.#around.now()): string {
    const issuance = `${this.#around.seed}/${entropy}`;
    const value = issueRefreshToken(session, issuance);
    const token: RefreshToken = { value, spentAt: undefined, ended: false, issuances: [issuance] };
    session.refreshTokens.push(token);
    this.#tokens.set(token.value, {
      kind: 'refresh',
      username: session.username,
      sessionId: session.id,
      issuance,
      ordinal: session.refreshTokens.length,
      issuedAt: at,
      expiresAt: session.expiresAt,
    });
    return token.value;
  }

  /** What a token was when it was issued, which never changes. */
  issued(token: string): IssuedToken | undefined {
    return this.#tokens.get(token);
  }
}
