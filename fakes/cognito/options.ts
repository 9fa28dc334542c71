/** How the user pool and its app client are set up. What AWS leaves unsaid is an option here, not a silent choice. */
export interface CognitoOptions {
  readonly region: string;
  /** The part before `_` is the region. */
  readonly userPoolId: string;
  readonly clientId: string;
  /** Lifetimes in seconds. Cognito's defaults are an hour, an hour and 30 days. */
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  /** Counted from sign-in: neither a refresh nor a rotation makes it longer. */
  readonly refreshTokenSeconds: number;
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
  /** `EnableTokenRevocation`: tokens carry `origin_jti`, and RevokeToken works. Default true. */
  readonly revocation: boolean;
  /** `PreventUserExistenceErrors`: a deleted user's refresh is refused as unauthorised. Default true. */
  readonly hidesUserExistence: boolean;
  /** Status of a throttled request: 400 on the wire by all reports, 429 in the newest service model. Default 400. */
  readonly throttleStatus: 400 | 429;
  /** The error of REFRESH_TOKEN_AUTH on a rotating app client. Not documented. */
  readonly rotatingRefreshError: 'InvalidParameterException' | 'NotAuthorizedException';
  /** Whether errors carry `x-amzn-ErrorType`. Default true. */
  readonly errorTypeHeader: boolean;
}

export const DEFAULT_COGNITO_OPTIONS: CognitoOptions = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_Example01',
  clientId: '1example23456789',
  accessTokenSeconds: 3600,
  idTokenSeconds: 3600,
  refreshTokenSeconds: 30 * 24 * 3600,
  rotation: undefined,
  graceReplay: 'sibling',
  reuseRevokesFamily: false,
  revocation: true,
  hidesUserExistence: true,
  throttleStatus: 400,
  rotatingRefreshError: 'InvalidParameterException',
  errorTypeHeader: true,
};
