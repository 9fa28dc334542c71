import { publicJwk } from './jwt.ts';
import { ACCESS_TOKEN_KEY, ID_TOKEN_KEY } from './keys.ts';
import { getTokensFromRefreshToken } from './operations/get-tokens-from-refresh-token.ts';
import { initiateAuth } from './operations/initiate-auth.ts';
import type { Operation } from './operations/operation.ts';
import { revokeToken } from './operations/revoke-token.ts';
import { deleteUser, getUser, globalSignOut } from './operations/with-access-token.ts';
import type { CognitoOptions } from './options.ts';

/** Operations of the user pool API, by the last part of `X-Amz-Target`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  DeleteUser: deleteUser,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  GetUser: getUser,
  GlobalSignOut: globalSignOut,
  InitiateAuth: initiateAuth,
  RevokeToken: revokeToken,
};

/** Documents that a user pool publishes, by path. */
export function publishedDocument(path: string, options: CognitoOptions): object | undefined {
  const issuer = `https://cognito-idp.${options.region}.amazonaws.com/${options.userPoolId}`;
  switch (path) {
    case `/${options.userPoolId}/.well-known/jwks.json`:
      return { keys: [publicJwk(ID_TOKEN_KEY), publicJwk(ACCESS_TOKEN_KEY)] };
    case `/${options.userPoolId}/.well-known/openid-configuration`:
      return {
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ['RS256'],
        subject_types_supported: ['public'],
      };
    default:
      return undefined;
  }
}
