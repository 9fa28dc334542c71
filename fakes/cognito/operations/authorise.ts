import { notAuthorized, ServiceError } from '../service-error.ts';
import { API_SCOPE, type Session } from '../session.ts';
import type { User } from '../user.ts';
import type { UserPool } from '../user-pool.ts';

/**
 * The user and the session that an access token speaks for.
 * @param gone what is said where the user has been deleted
 * @throws {ServiceError} unless it is honoured. Amplify v5 compares these messages literally.
 */
export function authorise(
  token: string,
  pool: UserPool,
  {
    scope = API_SCOPE,
    gone = new ServiceError('UserNotFoundException', 'User does not exist.'),
  }: { readonly scope?: string; readonly gone?: ServiceError } = {},
): { user: User; session: Session } {
  const issued = pool.ledger.issued(token);
  if (issued?.kind !== 'access') throw notAuthorized('Invalid Access Token');
  const user = pool.user(issued.username);
  if (!user) throw gone;
  if (!user.enabled) throw notAuthorized('User is disabled.');
  refuseResetRequired(user);
  const session = pool.session(issued.sessionId);
  const revoked = !session || pool.isRevoked(session, user) || isEnded(issued.issuance, session);
  if (revoked) throw notAuthorized('Access Token has been revoked');
  if (pool.around.now() >= issued.expiresAt) throw notAuthorized('Access Token has expired');
  if (!(session.oauth?.scope ?? API_SCOPE).split(' ').includes(scope)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  return { user, session };
}

/** Whether an access or id token came with or of a refresh token that has been ended. */
export function isEnded(issuance: string, { refreshTokens }: Session): boolean {
  return refreshTokens.some(({ ended, issuances }) => ended && issuances.includes(issuance));
}

/** @throws {ServiceError} where an administrator has asked for a new password */
export function refuseResetRequired(user: User, error = 'PasswordResetRequiredException'): void {
  if (user.status !== 'RESET_REQUIRED') return;
  throw new ServiceError(error, 'Password reset required for the user');
}
