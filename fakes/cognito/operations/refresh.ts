import { derivedUuid } from '../derived.ts';
import { notAuthorized, ServiceError } from '../service-error.ts';
import type { RefreshToken, Session } from '../session.ts';
import type { User } from '../user.ts';
import { unknownUser } from '../user-pool.ts';
import { type AuthenticationResult, authenticationResult } from './authentication-result.ts';
import { refuseResetRequired } from './authorise.ts';
import type { Call } from './operation.ts';

const SECOND = 1000;

/**
 * What all refreshes do: check the refresh token, rotate it if the app client does, issue tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
 * @param resetRequired the error where the user must set a new password
 * @throws {ServiceError}
 */
export function refresh(
  value: string,
  deviceKey: string,
  call: Call,
  resetRequired: string = 'NotAuthorizedException',
): AuthenticationResult {
  const { pool, entropy } = call;
  const { options, seed } = pool.around;
  const invalid = options.invalidRefreshTokenMessage;
  const session = pool.sessionOf(value);
  if (!session) throw notAuthorized(invalid);
  const user = pool.user(session.username);
  if (!user) throw unknownUser(pool.around, invalid);
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (options.resetRefusesRefresh) refuseResetRequired(user, resetRequired);
  const token = pool.session(session.id)?.refreshTokens.find((candidate) => candidate.value === value);
  if (!token) throw notAuthorized(invalid);
  if (token.ended || pool.isRevoked(session, user)) throw notAuthorized('Refresh Token has been revoked');
  if (pool.around.now() >= session.expiresAt) throw notAuthorized('Refresh Token has expired');
  if (!session.refreshable || !onItsDevice(session, user, deviceKey)) throw notAuthorized(invalid);

  const successor = options.rotation && rotate(session, token, options.rotation.graceSeconds, call);
  const renewed = successor !== undefined && !options.rotationKeepsOrigin;
  const origin = renewed ? derivedUuid('origin', seed, entropy) : session.id;
  const tokens = pool.ledger.issue(user, session, entropy, { origin });
  if (successor !== undefined) token.issuances.push(`${seed}/${entropy}`);
  // Without rotation the reply has no refresh token: the client goes on with the one it has.
  return authenticationResult({ ...tokens, refreshToken: successor }, options);
}

/** A refresh must name the confirmed device of its session. One of the hosted UI has none: its browser is the device. */
function onItsDevice({ device }: Session, user: User, deviceKey: string): boolean {
  return !device || (device.key === deviceKey && user.devices.has(deviceKey));
}

/** @returns the refresh token to use from now on */
function rotate(
  session: Session,
  token: RefreshToken,
  graceSeconds: number,
  { pool, entropy }: Call,
): string {
  const { options } = pool.around;
  const { spentAt } = token;
  if (spentAt !== undefined && pool.around.now() >= spentAt + graceSeconds * SECOND) {
    if (options.reuseRevokesFamily) pool.revoke(session);
    throw new ServiceError('RefreshTokenReuseException', options.reuseMessage, { reuse: true });
  }
  const newest = session.refreshTokens.at(-1);
  if (spentAt !== undefined && options.graceReplay === 'same' && newest) return newest.value;
  pool.around.touch('write', `session:${session.id}`);
  if (spentAt !== undefined && options.graceReplay === 'replacement') {
    for (const other of session.refreshTokens) if (other !== token) pool.endToken(session, other);
  }
  // Grace counts from the first use.
  token.spentAt ??= pool.around.now();
  return pool.ledger.addRefreshToken(session, entropy);
}
