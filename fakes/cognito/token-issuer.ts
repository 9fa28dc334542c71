import { createHash } from 'node:crypto';
import { derivedRefreshToken, derivedUuid } from './derived.ts';
import { signJwt } from './jwt.ts';
import { ACCESS_TOKEN_KEY, ID_TOKEN_KEY } from './keys.ts';
import { Memo } from './memo.ts';
import { issuerOf, type UserPoolOptions } from './options.ts';
import { API_SCOPE, type Session } from './session.ts';
import type { User } from './user.ts';

/** Tokens that are issued together. */
export interface TokenSet {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** One issuance. */
export interface Issuance {
  /** Names it, for what is drawn at random. */
  readonly issuance: string;
  /** `origin_jti` */
  readonly origin: string;
  readonly at: number;
}

const SECOND = 1000;

const accessTokens = new Memo();
const idTokens = new Memo();

/**
 * Signs the tokens of one issuance.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function issueTokens(
  options: UserPoolOptions,
  user: User,
  session: Session,
  { issuance, origin, at }: Issuance,
): { accessToken: string; idToken: string } {
  const { userPoolId, clientId, accessTokenSeconds, idTokenSeconds, revocation } = options;
  const { oauth, device } = session;
  const iat = Math.floor(at / SECOND);
  const setup = [options.region, userPoolId, clientId, accessTokenSeconds, idTokenSeconds, revocation];
  const who = [user.username, user.email, user.sub, session.id, session.signedInAt, device?.key];
  const key = [...setup, ...who, oauth?.scope, oauth?.nonce, origin, issuance, iat].join('\u0000');
  const common = (): object => ({
    sub: user.sub,
    iss: issuerOf(options),
    ...(revocation && { origin_jti: origin }),
    event_id: derivedUuid('event', session.id),
    auth_time: Math.floor(session.signedInAt / SECOND),
    iat,
  });
  const accessToken = accessTokens.get(key, () =>
    signJwt(
      {
        ...common(),
        ...(device && { device_key: device.key }),
        // Tokens of the hosted UI say so.
        ...(oauth && { version: 2 }),
        client_id: clientId,
        token_use: 'access',
        scope: oauth?.scope ?? API_SCOPE,
        exp: iat + accessTokenSeconds,
        jti: derivedUuid('access', issuance),
        username: user.username,
      },
      ACCESS_TOKEN_KEY,
    ),
  );
  const idToken = idTokens.get(key, () =>
    signJwt(
      {
        ...common(),
        ...(oauth && { at_hash: accessTokenHash(accessToken) }),
        ...(oauth?.nonce !== undefined && { nonce: oauth.nonce }),
        aud: clientId,
        token_use: 'id',
        exp: iat + idTokenSeconds,
        jti: derivedUuid('id', issuance),
        'cognito:username': user.username,
        email: user.email,
        email_verified: true,
      },
      ID_TOKEN_KEY,
    ),
  );
  return { accessToken, idToken };
}

/** `at_hash` of OpenID Connect Core, 3.1.3.6: the left half of the hash. */
function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

export function issueRefreshToken(session: Session, issuance: string): string {
  return derivedRefreshToken('refresh', session.id, issuance);
}
