/** What is known about a token. */
export interface TokenFacts {
  readonly kind: 'access' | 'id' | 'refresh';
  readonly username: string;
  readonly sessionId: string;
  /** The same for tokens that were issued together. */
  readonly issuance: string;
  /** Its number among the tokens of its kind in its session, 1-based. */
  readonly ordinal: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** For a refresh token: whether a rotation has replaced it. */
  readonly spent: boolean;
}

/** A token as it was when it was issued. */
export type IssuedToken = Omit<TokenFacts, 'spent'>;
