import { authorise } from '../operations/authorise.ts';
import type { Call } from '../operations/operation.ts';
import { ServiceError } from '../service-error.ts';
import type { WireResponse } from '../wire.ts';
import { json, OAuthError } from './oauth-error.ts';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html */
export function userInfo(authorization: string | undefined, { pool }: Call): WireResponse {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new OAuthError('invalid_request', 'No access token', { status: 400 });
  try {
    const { user } = authorise(token, pool, { scope: 'openid' });
    return json({ sub: user.sub, email_verified: 'true', email: user.email, username: user.username });
  } catch (error) {
    if (error instanceof ServiceError) throw new OAuthError('invalid_token', error.message, { status: 401 });
    throw error;
  }
}
