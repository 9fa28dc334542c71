/** How the identity pool is set up. Its provider is the user pool. */
export interface IdentityPoolOptions {
  /** The part before `:` is the region. */
  readonly identityPoolId: string;
  /** `AllowUnauthenticatedIdentities`. Default true. */
  readonly guestAccess: boolean;
  /** How long AWS credentials last. Cognito's default is an hour. */
  readonly credentialsSeconds: number;
  /**
   * `ServerSideTokenCheck`: id tokens of revoked sessions and of disabled or deleted users are refused. Default
   * false, as in Cognito.
   */
  readonly serverSideTokenCheck: boolean;
}

export const DEFAULT_IDENTITY_POOL_OPTIONS: IdentityPoolOptions = {
  identityPoolId: 'us-east-1:0f3c1b5e-8a4d-4a57-9f0e-2b7c6d1e5a90',
  guestAccess: true,
  credentialsSeconds: 3600,
  serverSideTokenCheck: false,
};
