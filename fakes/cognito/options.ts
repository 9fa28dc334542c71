import { DEFAULT_HOSTED_UI_OPTIONS, type HostedUiOptions } from './hosted-ui/options.ts';
import { DEFAULT_IDENTITY_POOL_OPTIONS, type IdentityPoolOptions } from './identity-pool/options.ts';
import { DEFAULT_ANSWERS, type OpenQuestions } from './open-questions.ts';

/** How the user pool and its app client are set up. */
export interface UserPoolOptions extends OpenQuestions {
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
  /** `EnableTokenRevocation`: tokens carry `origin_jti`, and RevokeToken works. Default true. */
  readonly revocation: boolean;
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
  revocation: true,
  hidesUserExistence: true,
  emailAlias: false,
  deviceTracking: 'off',
  challengeRequiredOnNewDevice: false,
  mfaCode: '123456',
  confirmationCode: '654321',
  ...DEFAULT_ANSWERS,
  ...DEFAULT_IDENTITY_POOL_OPTIONS,
  ...DEFAULT_HOSTED_UI_OPTIONS,
};

/** The `iss` of the pool's tokens. */
export function issuerOf(options: Pick<UserPoolOptions, 'region' | 'userPoolId'>): string {
  return `https://cognito-idp.${options.region}.amazonaws.com/${options.userPoolId}`;
}
