import type { Call } from '../operations/operation.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { authorize, logout } from './authorize.ts';
import { revokeEndpoint, token } from './token.ts';
import { userInfo } from './user-info.ts';

/**
 * Answers what is asked of the domain of the user pool; undefined for other paths.
 * @throws {OAuthError}
 */
export function answerHostedUi(request: WireRequest, url: URL, call: Call): WireResponse | undefined {
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /oauth2/authorize':
      return authorize(url.searchParams, call);
    case 'GET /logout':
      return logout(url.searchParams, call);
    case 'GET /login':
    case 'GET /error':
      return page(url);
    case 'POST /oauth2/token':
      return token(new URLSearchParams(request.body), call);
    case 'POST /oauth2/revoke':
      return revokeEndpoint(new URLSearchParams(request.body), call);
    case 'GET /oauth2/userInfo':
    case 'POST /oauth2/userInfo':
      return userInfo(request.headers.authorization, call);
    default:
      return undefined;
  }
}

function page({ pathname }: URL): WireResponse {
  const title = pathname === '/login' ? 'Signin' : 'Error';
  return {
    status: 200,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
    body: `<html><title>${title}</title></html>`,
  };
}
