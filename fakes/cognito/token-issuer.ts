import { derivedRefreshToken, derivedUuid } from './derived.ts';
import { signJwt } from './jwt.ts';
import { ACCESS_TOKEN_KEY, ID_TOKEN_KEY } from './keys.ts';
import { Memo } from './memo.ts';
import type { CognitoOptions } from './options.ts';
import type { Session } from './session.ts';
import type { User } from './user.ts';

/** Tokens that are issued together. */
export interface TokenSet {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

const SECOND = 1000;

const accessTokens = new Memo();
const idTokens = new Memo();

/** Signs the tokens of one issuance. Claims as in the developer guide's pages on access and id tokens. */
export function issueTokens(
  options: CognitoOptions,
  user: User,
  session: Session,
  issuance: string,
  now: number,
): { accessToken: string; idToken: string } {
  const { userPoolId, clientId, accessTokenSeconds, idTokenSeconds, revocation } = options;
  const iat = Math.floor(now / SECOND);
  const all = [
    userPoolId,
    clientId,
    accessTokenSeconds,
    idTokenSeconds,
    revocation,
    user.username,
    user.email,
  ];
  const key = [...all, user.sub, session.id, session.signedInAt, issuance, iat].join('\u0000');
  const common = (): object => ({
    sub: user.sub,
    iss: `https://cognito-idp.${options.region}.amazonaws.com/${userPoolId}`,
    ...(revocation && { origin_jti: session.id }),
    event_id: derivedUuid('event', session.id),
    auth_time: Math.floor(session.signedInAt / SECOND),
    iat,
  });
  return {
    accessToken: accessTokens.get(key, () =>
      signJwt(
        {
          ...common(),
          client_id: clientId,
          token_use: 'access',
          scope: 'aws.cognito.signin.user.admin',
          exp: iat + accessTokenSeconds,
          jti: derivedUuid('access', issuance),
          username: user.username,
        },
        ACCESS_TOKEN_KEY,
      ),
    ),
    idToken: idTokens.get(key, () =>
      signJwt(
        {
          ...common(),
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
    ),
  };
}

export function issueRefreshToken(session: Session, issuance: string): string {
  return derivedRefreshToken('refresh', session.id, issuance);
}
