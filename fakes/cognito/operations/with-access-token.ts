import { notAuthorized } from '../service-error.ts';
import type { User } from '../user.ts';
import { authorise } from './authorise.ts';
import { type Operation, text } from './operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 * Revokes every session of the user, on all clients.
 */
export const globalSignOut: Operation = (input, { pool }) => {
  // Its service model does not list UserNotFoundException: what is left of a deleted user is a revoked token.
  const gone = notAuthorized('Access Token has been revoked');
  const { user } = authorise(text(input, 'AccessToken'), pool, { gone });
  pool.signOutEverywhere(user);
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser: Operation = (input, { pool }) =>
  describeUser(authorise(text(input, 'AccessToken'), pool).user);

/** What GetUser says of a user. */
export function describeUser(user: User): object {
  return {
    Username: user.username,
    UserAttributes: [
      { Name: 'sub', Value: user.sub },
      { Name: 'email', Value: user.email },
      { Name: 'email_verified', Value: 'true' },
    ],
    ...(user.mfa && { UserMFASettingList: [user.mfa], PreferredMfaSetting: user.mfa }),
  };
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const deleteUser: Operation = (input, { pool }) => {
  const { user } = authorise(text(input, 'AccessToken'), pool);
  pool.signOutEverywhere(user);
  pool.removeUser(user.username);
  return {};
};
