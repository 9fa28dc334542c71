import type { UserPoolOptions } from '../options.ts';
import type { SessionDevice } from '../session.ts';
import type { TokenSet } from '../token-issuer.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AuthenticationResultType.html */
export interface AuthenticationResult {
  readonly AccessToken: string;
  /** Seconds that the access token lasts. */
  readonly ExpiresIn: number;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly TokenType: 'Bearer';
  readonly NewDeviceMetadata?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
}

export function authenticationResult(
  tokens: Omit<TokenSet, 'refreshToken'> & { readonly refreshToken: string | undefined },
  { accessTokenSeconds }: UserPoolOptions,
  newDevice?: SessionDevice,
): AuthenticationResult {
  return {
    AccessToken: tokens.accessToken,
    ExpiresIn: accessTokenSeconds,
    IdToken: tokens.idToken,
    ...(tokens.refreshToken !== undefined && { RefreshToken: tokens.refreshToken }),
    TokenType: 'Bearer',
    ...(newDevice && {
      NewDeviceMetadata: { DeviceKey: newDevice.key, DeviceGroupKey: newDevice.groupKey },
    }),
  };
}
