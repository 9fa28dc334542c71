import { publicJwk } from './jwt.ts';
import { ACCESS_TOKEN_KEY, ID_TOKEN_KEY } from './keys.ts';
import { type CognitoOptions, issuerOf } from './options.ts';
import type { WireResponse } from './wire.ts';

const JSON_TYPE = 'application/json';

/** Answers a request for one of the documents that a user pool publishes; undefined for any other path. */
export function publishedDocument(path: string, options: CognitoOptions): WireResponse | undefined {
  const document = documentAt(path, options);
  return document && { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(document) };
}

function documentAt(path: string, options: CognitoOptions): object | undefined {
  const issuer = issuerOf(options);
  switch (path) {
    case `/${options.userPoolId}/.well-known/jwks.json`:
      return { keys: [publicJwk(ID_TOKEN_KEY), publicJwk(ACCESS_TOKEN_KEY)] };
    case `/${options.userPoolId}/.well-known/openid-configuration`:
      return {
        authorization_endpoint: `https://${options.domain}/oauth2/authorize`,
        end_session_endpoint: `https://${options.domain}/logout`,
        id_token_signing_alg_values_supported: ['RS256'],
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        response_types_supported: ['code', 'token'],
        revocation_endpoint: `https://${options.domain}/oauth2/revoke`,
        scopes_supported: ['openid', 'email', 'phone', 'profile'],
        subject_types_supported: ['public'],
        token_endpoint: `https://${options.domain}/oauth2/token`,
        userinfo_endpoint: `https://${options.domain}/oauth2/userInfo`,
      };
    default:
      return undefined;
  }
}
