import type { Call } from '../operations/operation.ts';
import type { WireResponse } from '../wire.ts';
import { redirect } from './oauth-error.ts';

const ALL_SCOPES = 'aws.cognito.signin.user.admin email openid phone profile';

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 * The code grant. Whoever is signed in at the browser is redirected back to the app at once; nobody, to the login
 * page.
 */
export function authorize(query: URLSearchParams, call: Call): WireResponse {
  const { options } = call.pool.around;
  const redirectUri = query.get('redirect_uri') ?? '';
  const clientId = query.get('client_id') ?? '';
  if (clientId !== options.clientId) return errorPage('unauthorized_client', clientId, options.domain);
  if (!options.callbackUrls.includes(redirectUri)) {
    return errorPage('redirect_mismatch', clientId, options.domain);
  }
  const challenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method');
  if (query.get('response_type') !== 'code' || (challenge !== undefined && method !== 'S256')) {
    return backToApp(redirectUri, { error: 'invalid_request' }, query);
  }
  const username = call.hostedUi.signedIn;
  if (username === undefined || !call.pool.user(username)?.enabled) {
    // OpenID Connect Core, 3.1.2.6: an app that must not disturb the user gets an error that says it would have to.
    if (query.get('prompt') === 'none') return backToApp(redirectUri, { error: 'login_required' }, query);
    return redirect(`https://${options.domain}/login?${query}`);
  }
  const authorization = {
    username,
    redirectUri,
    scope: query.get('scope') ?? ALL_SCOPES,
    nonce: query.get('nonce') ?? undefined,
    challenge,
    at: call.pool.around.now(),
  };
  return backToApp(redirectUri, { code: call.hostedUi.authorize(authorization, call.entropy) }, query);
}

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 * Signs out at the browser only: tokens stay good.
 */
export function logout(query: URLSearchParams, call: Call): WireResponse {
  const { options } = call.pool.around;
  const clientId = query.get('client_id') ?? '';
  if (clientId !== options.clientId) return errorPage('unauthorized_client', clientId, options.domain);
  call.hostedUi.signedIn = undefined;
  const logoutUri = query.get('logout_uri');
  if (logoutUri === null && query.has('redirect_uri'))
    return redirect(`https://${options.domain}/login?${query}`);
  if (logoutUri === null || !options.logoutUrls.includes(logoutUri)) {
    return errorPage('redirect_mismatch', clientId, options.domain);
  }
  return redirect(logoutUri);
}

function backToApp(uri: string, result: Record<string, string>, query: URLSearchParams): WireResponse {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return redirect(url.href);
}

/** The user stays with Cognito, as the app that asked cannot be trusted (RFC 6749, 4.1.2.1). */
function errorPage(error: string, clientId: string, domain: string): WireResponse {
  return redirect(`https://${domain}/error?${new URLSearchParams({ error, client_id: clientId })}`);
}
