import { ServiceError } from '../service-error.ts';
import type { WireResponse } from '../wire.ts';

/** The errors of RFC 6749, 5.2, and RFC 6750, 3.1, that the endpoints of the hosted UI answer with. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_token'
  | 'unsupported_grant_type'
  | 'unsupported_token_type';

export class OAuthError extends ServiceError {
  declare readonly status: number;

  constructor(code: OAuthErrorCode, message = '', { status = 400, reuse = false } = {}) {
    super(code, message, { status, reuse });
  }
}

export function oauthErrorResponse({ code, message, status }: OAuthError): WireResponse {
  const body = { error: code, ...(message !== '' && { error_description: message }) };
  return json(body, status, status === 401 ? { 'www-authenticate': `Bearer error="${code}"` } : {});
}

export function json(body: object, status = 200, headers: Record<string, string> = {}): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'access-control-allow-origin': '*',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

export function redirect(location: string): WireResponse {
  return { status: 302, headers: { location }, body: '' };
}
