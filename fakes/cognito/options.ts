import { DEFAULT_HOSTED_UI_OPTIONS, type HostedUiOptions } from './hosted-ui/options.ts';
import { DEFAULT_IDENTITY_POOL_OPTIONS, type IdentityPoolOptions } from './identity-pool/options.ts';

/** How the user pool and its app client are set up. What AWS leaves unsaid is an option here, not a silent choice. */
export interface UserPoolOptions {
  readonly region: string;
  /** The part before `_` is the region. */
  readonly userPoolId: string;
  readonly clientId: string;
  /** Lifetimes in seconds. Cognito's defaults are an hour, an hour and 30 days. */
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  /** Counted from sign-in: neither a refresh nor a rotation makes it longer. */
  readonly refreshTokenSeconds: number;
  /** `AuthSessionValidity`: how long a challenge can be answered. Default 3 minutes, as Cognito's. */
  readonly authSessionSeconds: number;
  /**
   * `RefreshTokenRotation` of the app client: every refresh replaces the refresh token, and the old one works for
   * `graceSeconds` (0 to 60) more. Undefined is off, as on app clients made before 2025.
   */
  readonly rotation: { readonly graceSeconds: number } | undefined;
  /**
   * What a second use within the grace period gives: `sibling`, a further refresh token beside the first
   * successor, or `same`, that successor again. Not documented; default `sibling`.
   */
  readonly graceReplay: 'sibling' | 'same';
  /** Whether reuse after the grace period revokes the whole session. Not documented; default false. */
  readonly reuseRevokesFamily: boolean;
  /** Text of RefreshTokenReuseException. Not documented; the default is a placeholder, never to be matched on. */
  readonly reuseMessage: string;
  /** Whether a rotation keeps `origin_jti`. Not documented; default true. */
  readonly rotationKeepsOrigin: boolean;
  /** The error of REFRESH_TOKEN_AUTH on a rotating app client. Not documented. */
  readonly rotatingRefreshError: 'InvalidParameterException' | 'NotAuthorizedException';
  /** Reported with and without the dot at the end; default with. */
  readonly invalidRefreshTokenMessage: 'Invalid Refresh Token.' | 'Invalid Refresh Token';
  /** `EnableTokenRevocation`: tokens carry `origin_jti`, and RevokeToken works. Default true. */
  readonly revocation: boolean;
  /**
   * How RevokeToken answers for a token that is unknown or revoked already. Not documented; default `success`, as
   * RFC 7009, 2.2 has it.
   */
  readonly revokeAgain: 'success' | 'NotAuthorizedException';
  /**
   * Whether GlobalSignOut also revokes what is signed in later within the same second, as a stamp of whole seconds
   * would. Reported (aws-sdk-java#2449, aws-sdk-js#4323), not documented; default false.
   */
  readonly sameSecondSignOut: boolean;
  /**
   * `PreventUserExistenceErrors`: sign-in of an unknown user, and refresh of a deleted one, are refused like a wrong
   * password or token. Default true.
   */
  readonly hidesUserExistence: boolean;
  /** Whether users can sign in with their email address in place of their name. Default false. */
  readonly emailAlias: boolean;
  /**
   * `DeviceConfiguration`: `always` remembers a device once it is confirmed, `opt-in` once UpdateDeviceStatus says
   * so. When on, a refresh must carry the key of a confirmed device. Default `off`.
   */
  readonly deviceTracking: 'off' | 'opt-in' | 'always';
  /** `ChallengeRequiredOnNewDevice`: a remembered device takes the place of MFA. Default false. */
  readonly challengeRequiredOnNewDevice: boolean;
  /** The one MFA code that is right. */
  readonly mfaCode: string;
  /** The one code that confirms a sign-up. */
  readonly confirmationCode: string;
  /** Whether a `Session` string works once only. Error seen in the wild, rule not documented; default true. */
  readonly singleUseSessions: boolean;
  /** Status of a throttled request: 400 on the wire by all reports, 429 in the newest service model. Default 400. */
  readonly throttleStatus: 400 | 429;
  /** Whether errors carry `x-amzn-ErrorType`. Default true. */
  readonly errorTypeHeader: boolean;
}

export interface CognitoOptions extends UserPoolOptions, IdentityPoolOptions, HostedUiOptions {}

export const DEFAULT_COGNITO_OPTIONS: CognitoOptions = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_Example01',
  clientId: '1example23456789',
  accessTokenSeconds: 3600,
  idTokenSeconds: 3600,
  refreshTokenSeconds: 30 * 24 * 3600,
  authSessionSeconds: 180,
  rotation: undefined,
  graceReplay: 'sibling',
  reuseRevokesFamily: false,
  reuseMessage: 'Refresh token has been rotated',
  rotationKeepsOrigin: true,
  rotatingRefreshError: 'InvalidParameterException',
  invalidRefreshTokenMessage: 'Invalid Refresh Token.',
  revocation: true,
  revokeAgain: 'success',
  sameSecondSignOut: false,
  hidesUserExistence: true,
  emailAlias: false,
  deviceTracking: 'off',
  challengeRequiredOnNewDevice: false,
  mfaCode: '123456',
  confirmationCode: '654321',
  singleUseSessions: true,
  throttleStatus: 400,
  errorTypeHeader: true,
  ...DEFAULT_IDENTITY_POOL_OPTIONS,
  ...DEFAULT_HOSTED_UI_OPTIONS,
};

/** The `iss` of the pool's tokens. */
export function issuerOf(options: Pick<UserPoolOptions, 'region' | 'userPoolId'>): string {
  return `https://cognito-idp.${options.region}.amazonaws.com/${options.userPoolId}`;
}
