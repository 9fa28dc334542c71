/**
 * What an app does with Amplify Auth, the same for every major version. Results say what the app learns from
 * the call, so that invariants need not know the version.
 */
export interface AuthClient {
  /** v6 `fetchAuthSession`, v5 `Auth.currentSession`. */
  fetchAuthSession(options?: { readonly forceRefresh?: boolean }): Promise<SessionResult>;
  /** v6 `getCurrentUser`, v5 `Auth.currentAuthenticatedUser`. */
  getCurrentUser(): Promise<UserResult>;
  /**
   * What the app asks for before it calls AWS on the user's behalf: v6 `fetchAuthSession`, which gives them with the
   * tokens, v5 `Auth.currentCredentials`. The app must have an identity pool.
   */
  fetchCredentials(): Promise<SessionResult | CredentialsResult>;
  /** `Amplify.configure` once more, with the configuration that the app started with. */
  configure(): Promise<void>;
  signIn(input: { readonly username: string; readonly password: string }): Promise<SignInResult>;
  signOut(options?: { readonly global?: boolean }): Promise<void>;
}

export type ApiName = keyof AuthClient;

/** Calls whose purpose is to change who is signed in. */
export const CHANGES_USER: ReadonlySet<string> = new Set(['signIn', 'signOut']);

export const API_NAMES: readonly ApiName[] = [
  'fetchAuthSession',
  'getCurrentUser',
  'fetchCredentials',
  'configure',
  'signIn',
  'signOut',
];

/** Whom the app acts as towards AWS; of an app with an identity pool. */
export interface AwsIdentity {
  readonly identityId?: string;
  /** Names the AWS credentials. */
  readonly accessKeyId?: string;
  /** When they expire, as Amplify says: ms since the Unix epoch. */
  readonly credentialsExpireAt?: number;
}

/** What an app is told when it asks for the session. */
export interface SessionResult extends AwsIdentity {
  readonly kind: 'session';
  /** False when Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly accessToken?: string;
  readonly idToken?: string;
}

/** What an app on v5 is told when it asks for AWS credentials. */
export interface CredentialsResult extends AwsIdentity {
  readonly kind: 'credentials';
  /** False when they are those of a guest. */
  readonly signedIn: boolean;
}

/** What an app is told when it asks who is signed in. */
export interface UserResult {
  readonly kind: 'user';
  /** False when Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly username?: string;
  /** By which name the user signed in, as v6 says; null where it has lost it. v5 does not say. */
  readonly loginId?: string | null;
}

export interface SignInResult {
  readonly kind: 'sign-in';
  readonly complete: boolean;
  /** By which name. */
  readonly username: string;
}
