/** A sign-in of a user, and what has been issued for it. Times are in ms since the Unix epoch. */
export interface Session {
  /** Also the `origin_jti` of its tokens. */
  readonly id: string;
  readonly username: string;
  readonly signedInAt: number;
  /** When its refresh tokens end, rotated or not. */
  readonly expiresAt: number;
  revoked: boolean;
  /** In order of issue. Without rotation there is only the first. */
  readonly refreshTokens: RefreshToken[];
  /** How many access and id tokens have been issued. */
  issued: number;
}

export interface RefreshToken {
  readonly value: string;
  /** When it was replaced by a rotation; undefined while it is the one to use. */
  spentAt: number | undefined;
}

/** What a token string is. */
export interface TokenFacts {
  readonly kind: 'access' | 'id' | 'refresh';
  readonly username: string;
  readonly sessionId: string;
  /** The same for tokens that were issued together. */
  readonly issuance: string;
  /** Of its kind in its session, 1-based. */
  readonly ordinal: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** For a refresh token: whether a rotation has replaced it. */
  readonly spent: boolean;
}

export interface SessionFacts {
  readonly id: string;
  readonly username: string;
  readonly revoked: boolean;
  readonly expiresAt: number;
  readonly newestRefreshToken: string;
}
