/**
 * The calls that an app makes to Amplify Auth, the same for every major version. Results say what the app learns from
 * a call, so that invariants need not know the version.
 */
export interface AuthClient {
  /** v6 `fetchAuthSession`, v5 `Auth.currentSession`. */
  fetchAuthSession(options?: { readonly forceRefresh?: boolean }): Promise<SessionResult>;
  /** v6 `getCurrentUser`, v5 `Auth.currentAuthenticatedUser`. */
  getCurrentUser(): Promise<UserResult>;
  /**
   * Gets the credentials for calls to AWS on the user's behalf: v6 `fetchAuthSession`, which returns them with the
   * tokens; v5 `Auth.currentCredentials`. The app must have an identity pool.
   */
  fetchCredentials(): Promise<SessionResult | CredentialsResult>;
  /** Calls `Amplify.configure` again, with the configuration that the app started with. */
  configure(): Promise<void>;
  signIn(input: { readonly username: string; readonly password: string }): Promise<SignInResult>;
  signOut(options?: { readonly global?: boolean }): Promise<void>;
}

export type ApiName = keyof AuthClient;

/** The calls that change who is signed in. */
export const CHANGES_USER: ReadonlySet<string> = new Set(['signIn', 'signOut']);

export const API_NAMES: readonly ApiName[] = [
  'fetchAuthSession',
  'getCurrentUser',
  'fetchCredentials',
  'configure',
  'signIn',
  'signOut',
];

/** The AWS identity of an app with an identity pool. */
export interface AwsIdentity {
  readonly identityId?: string;
  /** Identifies the AWS credentials. */
  readonly accessKeyId?: string;
  /** When they expire according to Amplify, in ms since the Unix epoch. */
  readonly credentialsExpireAt?: number;
}

/** The answer to an app that asks for the session. */
export interface SessionResult extends AwsIdentity {
  readonly kind: 'session';
  /** False if Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly accessToken?: string;
  readonly idToken?: string;
}

/** The answer to an app on v5 that asks for AWS credentials. */
export interface CredentialsResult extends AwsIdentity {
  readonly kind: 'credentials';
  /** False if they are a guest's. */
  readonly signedIn: boolean;
}

/** The answer to an app that asks who is signed in. */
export interface UserResult {
  readonly kind: 'user';
  /** False if Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly username?: string;
  /** The name with which the user signed in, according to v6; null if v6 has lost it. v5 does not return it. */
  readonly loginId?: string | null;
}

export interface SignInResult {
  readonly kind: 'sign-in';
  readonly complete: boolean;
  /** The name with which the user signed in. */
  readonly username: string;
}
