/** A sign-in of a user, and what has been issued for it. Times are in ms since the Unix epoch. */
export interface Session {
  /** Also the `origin_jti` of its tokens. */
  readonly id: string;
  readonly username: string;
  readonly signedInAt: number;
  /** When its refresh tokens end, rotated or not. */
  readonly expiresAt: number;
  /** The device that it was opened on; undefined where devices are not tracked. */
  readonly device: SessionDevice | undefined;
  /** Of the hosted UI; undefined for a sign-in by the API. */
  readonly oauth: OAuthGrant | undefined;
  /** Who sent the request that it was opened for. Its id is derived from that request. */
  readonly client: string | undefined;
  /** Whether it can be refreshed at all. */
  readonly refreshable: boolean;
  revoked: boolean;
  /** In order of issue. Without rotation there is only the first. */
  readonly refreshTokens: RefreshToken[];
  /** How many access and id tokens have been issued. */
  issued: number;
}

/** `NewDeviceMetadata`, or what is left of it. */
export interface SessionDevice {
  readonly key: string;
  readonly groupKey: string;
}

export interface OAuthGrant {
  readonly scope: string;
  readonly nonce: string | undefined;
}

/** The scope of every access token that the API issues; it authorises the operations on one's own user. */
export const API_SCOPE = 'aws.cognito.signin.user.admin';

export interface RefreshToken {
  readonly value: string;
  /** When it was replaced by a rotation; undefined while it is the one to use. */
  spentAt: number | undefined;
  /** Whether it has been ended by itself, without the session. */
  ended: boolean;
  /** Names the issuances of access and id tokens that came with it or of it. */
  readonly issuances: string[];
}

export interface SessionFacts {
  readonly id: string;
  readonly username: string;
  readonly revoked: boolean;
  readonly expiresAt: number;
  /** Whether it was opened at the hosted UI. */
  readonly atHostedUi: boolean;
  /** Who sent the request that it was opened for; undefined where there was none, or nobody said who sent it. */
  readonly client: string | undefined;
  readonly newestRefreshToken: string;
}

/** The state of a session in a line. */
export function describeSession(session: Session): string {
  const { id, signedInAt, device, oauth, refreshable, revoked } = session;
  const tokens = session.refreshTokens.map(({ value, spentAt, ended, issuances }) =>
    [value.slice(-22), spentAt ?? '-', ended, ...[...issuances].sort()].join(' '),
  );
  return ['session', id, signedInAt, device?.key, oauth?.scope, refreshable, revoked, ...tokens].join(' ');
}
