import { notAuthorized, ServiceError } from '../service-error.ts';
import { API_SCOPE, type Session } from '../session.ts';
import type { User } from '../user.ts';
import type { UserPool } from '../user-pool.ts';

/**
 * The user and the session that an access token speaks for.
 * @throws {ServiceError} unless it is honoured. Amplify v5 compares these messages literally.
 */
export function authorise(
  token: string,
  pool: UserPool,
  scope: string = API_SCOPE,
): { user: User; session: Session } {
  const issued = pool.ledger.issued(token);
  if (issued?.kind !== 'access') throw notAuthorized('Invalid Access Token');
  const user = pool.user(issued.username);
  if (!user) throw new ServiceError('UserNotFoundException', 'User does not exist.');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  refuseResetRequired(user);
  const session = pool.session(issued.sessionId);
  if (!session || pool.isRevoked(session, user)) throw notAuthorized('Access Token has been revoked');
  if (pool.around.now() >= issued.expiresAt) throw notAuthorized('Access Token has expired');
  if (!(session.oauth?.scope ?? API_SCOPE).split(' ').includes(scope)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  return { user, session };
}

/** @throws {ServiceError} where an administrator has asked for a new password */
export function refuseResetRequired(user: User): void {
  if (user.status !== 'RESET_REQUIRED') return;
  throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user');
}
