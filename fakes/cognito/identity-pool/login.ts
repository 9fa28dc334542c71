import { decodeJwt } from '../jwt.ts';
import { isEnded } from '../operations/authorise.ts';
import { type Call, type Input, text } from '../operations/operation.ts';
import { issuerOf } from '../options.ts';
import { notAuthorized } from '../service-error.ts';
import type { IssuedToken } from '../token-facts.ts';
import type { Login } from './identity-pool.ts';

const SECOND = 1000;

/**
 * The user that the `Logins` of a request speak for; undefined where there are none.
 * @throws {ServiceError} unless the id token would be honoured. Messages as in reports from the wild.
 */
export function readLogins({ Logins }: Input, call: Call): Login | undefined {
  const [provider, ...others] = Object.keys(typeof Logins === 'object' && Logins !== null ? Logins : {});
  if (provider === undefined) return undefined;
  const { around } = call.pool;
  if (others.length > 0 || provider !== issuerOf(around.options).slice('https://'.length)) {
    throw notAuthorized('Token is not from a supported provider of this identity pool.');
  }
  const token = text(Logins, provider);
  const issued = call.pool.ledger.issued(token);
  if (issued?.kind !== 'id') {
    throw notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
  }
  const now = around.now();
  if (now >= issued.expiresAt) {
    const seconds = [now, issued.expiresAt].map((time) => Math.floor(time / SECOND));
    throw notAuthorized(`Invalid login token. Token expired: ${seconds.join(' >= ')}`);
  }
  if (around.options.serverSideTokenCheck) refuseRevoked(issued, call);
  return { sub: String(decodeJwt(token).sub), username: issued.username };
}

/** The error's text is not documented. */
function refuseRevoked({ username, sessionId, issuance }: IssuedToken, { pool }: Call): void {
  const user = pool.user(username);
  const session = pool.session(sessionId);
  const live = session && user && !pool.isRevoked(session, user) && !isEnded(issuance, session);
  if (live && user.enabled) return;
  throw notAuthorized('Invalid login token. Token revoked');
}
