import { notAuthorized, ServiceError } from '../service-error.ts';
import type { Session } from '../session.ts';
import type { Call } from './operation.ts';

const SECOND = 1000;

/** What both refresh operations do: checks the refresh token, rotates it if the client does, issues tokens. */
export function refresh(value: string, { server, entropy }: Call): { AuthenticationResult: object } {
  const session = server.sessionOf(value);
  const token = session?.refreshTokens.find((candidate) => candidate.value === value);
  if (!session || !token) throw notAuthorized('Invalid Refresh Token.');
  const user = server.user(session.username);
  if (!user) {
    throw server.options.hidesUserExistence
      ? notAuthorized('Invalid Refresh Token.')
      : new ServiceError('UserNotFoundException', 'User does not exist.');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  server.touch('read', `session:${session.id}`);
  if (session.revoked) throw notAuthorized('Refresh Token has been revoked');
  if (server.now() >= session.expiresAt) throw notAuthorized('Refresh Token has expired');

  const { rotation } = server.options;
  const replaced = rotation && rotate(session, value, rotation.graceSeconds, { server, entropy });
  const tokens = server.issue(user, session, entropy);
  return {
    AuthenticationResult: {
      AccessToken: tokens.accessToken,
      ExpiresIn: server.options.accessTokenSeconds,
      IdToken: tokens.idToken,
      // Without rotation the reply has none: the client goes on with the one it has.
      ...(replaced && { RefreshToken: replaced }),
      TokenType: 'Bearer',
    },
  };
}

/** @returns the refresh token to use from now on */
function rotate(session: Session, value: string, graceSeconds: number, { server, entropy }: Call): string {
  const token = session.refreshTokens.find((candidate) => candidate.value === value);
  const { spentAt } = token ?? {};
  server.touch('write', `session:${session.id}`);
  if (spentAt !== undefined && server.now() >= spentAt + graceSeconds * SECOND) {
    if (server.options.reuseRevokesFamily) session.revoked = true;
    throw new ServiceError('RefreshTokenReuseException', 'Refresh token has been rotated', { reuse: true });
  }
  const newest = session.refreshTokens.at(-1);
  if (spentAt !== undefined && server.options.graceReplay === 'same' && newest) return newest.value;
  if (token) token.spentAt ??= server.now();
  return server.addRefreshToken(session, entropy).value;
}
