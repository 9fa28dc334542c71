import { createHash } from 'node:crypto';
import type { AuthenticationResult } from '../operations/authentication-result.ts';
import { authenticationResult } from '../operations/authentication-result.ts';
import type { Call } from '../operations/operation.ts';
import { refresh } from '../operations/refresh.ts';
import { revoke } from '../operations/revoke-token.ts';
import { ServiceError } from '../service-error.ts';
import type { WireResponse } from '../wire.ts';
import { json, OAuthError } from './oauth-error.ts';

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 * For a public client: there is no secret to check.
 */
export function token(form: URLSearchParams, call: Call): WireResponse {
  checkClient(form, call);
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return authorizationCode(form, call);
    case 'refresh_token':
      return refreshToken(form, call);
    default:
      throw new OAuthError('unsupported_grant_type');
  }
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html */
export function revokeEndpoint(form: URLSearchParams, call: Call): WireResponse {
  checkClient(form, call);
  try {
    revoke(form.get('token') ?? '', call);
  } catch (error) {
    throw asOAuthError(error, 'unsupported_token_type');
  }
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: '' };
}

function authorizationCode(form: URLSearchParams, call: Call): WireResponse {
  const { pool, hostedUi, entropy, client } = call;
  const code = form.get('code') ?? '';
  const authorization = hostedUi.authorization(code);
  if (authorization?.redirectUri !== form.get('redirect_uri')) throw new OAuthError('invalid_grant');
  const { username, scope, nonce, challenge } = authorization;
  if (challenge !== undefined && s256(form.get('code_verifier') ?? '') !== challenge) {
    throw new OAuthError('invalid_grant');
  }
  const user = pool.user(username);
  if (!user?.enabled) throw new OAuthError('invalid_grant');
  hostedUi.consume(code);
  const at = pool.around.now();
  const tokens = pool.openSession(user, { at, entropy, client, oauth: { scope, nonce } });
  return tokenResponse(authenticationResult(tokens, pool.around.options));
}

/** The transformation of RFC 7636, 4.2. */
function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function refreshToken(form: URLSearchParams, call: Call): WireResponse {
  try {
    return tokenResponse(refresh(form.get('refresh_token') ?? '', '', call));
  } catch (error) {
    throw asOAuthError(error, 'invalid_grant');
  }
}

function tokenResponse(result: AuthenticationResult): WireResponse {
  return json({
    id_token: result.IdToken,
    access_token: result.AccessToken,
    ...(result.RefreshToken !== undefined && { refresh_token: result.RefreshToken }),
    expires_in: result.ExpiresIn,
    token_type: result.TokenType,
  });
}

function asOAuthError(error: unknown, code: 'invalid_grant' | 'unsupported_token_type'): unknown {
  return error instanceof ServiceError ? new OAuthError(code, '', { reuse: error.reuse }) : error;
}

function checkClient(form: URLSearchParams, { pool }: Call): void {
  if (form.get('client_id') !== pool.around.options.clientId) throw new OAuthError('invalid_client');
}
