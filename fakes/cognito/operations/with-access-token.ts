import { notAuthorized } from '../service-error.ts';
import type { User } from '../user.ts';
import { type Operation, text } from './operation.ts';

/** Revokes every session of the user, on all clients. */
export const globalSignOut: Operation = (input, { server }) => {
  const user = authorise(text(input, 'AccessToken'), server);
  for (const session of server.sessionsOf(user.username)) server.revoke(session);
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser: Operation = (input, { server }) => {
  const user = authorise(text(input, 'AccessToken'), server);
  return {
    Username: user.username,
    UserAttributes: [
      { Name: 'sub', Value: user.sub },
      { Name: 'email', Value: user.email },
      { Name: 'email_verified', Value: 'true' },
    ],
  };
};

export const deleteUser: Operation = (input, { server }) => {
  const user = authorise(text(input, 'AccessToken'), server);
  for (const session of server.sessionsOf(user.username)) server.revoke(session);
  server.removeUser(user.username);
  return {};
};

/** The user that an access token speaks for. */
function authorise(token: string, server: Parameters<Operation>[1]['server']): User {
  const facts = server.inspect(token);
  if (facts?.kind !== 'access') throw notAuthorized('Invalid Access Token');
  const session = server.sessionsOf(facts.username).find(({ id }) => id === facts.sessionId);
  server.touch('read', `session:${facts.sessionId}`);
  if (!session || session.revoked) throw notAuthorized('Access Token has been revoked');
  if (server.now() >= facts.expiresAt) throw notAuthorized('Access Token has expired');
  const user = server.user(facts.username);
  if (!user) throw notAuthorized('Access Token has been revoked');
  return user;
}
