/**
 * What an app does with Amplify Auth, the same for every major version. Results say what the app learns from
 * the call, so that invariants need not know the version.
 */
export interface AuthClient {
  /** v6 `fetchAuthSession`, v5 `Auth.currentSession`. */
  fetchAuthSession(options?: { readonly forceRefresh?: boolean }): Promise<SessionResult>;
  /** v6 `getCurrentUser`, v5 `Auth.currentAuthenticatedUser`. */
  getCurrentUser(): Promise<UserResult>;
  signIn(input: { readonly username: string; readonly password: string }): Promise<SignInResult>;
  signOut(options?: { readonly global?: boolean }): Promise<void>;
}

export type ApiName = keyof AuthClient;

export const API_NAMES: readonly ApiName[] = ['fetchAuthSession', 'getCurrentUser', 'signIn', 'signOut'];

/** What an app is told when it asks for the session. */
export interface SessionResult {
  readonly kind: 'session';
  /** False when Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly accessToken?: string;
  readonly idToken?: string;
}

/** What an app is told when it asks who is signed in. */
export interface UserResult {
  readonly kind: 'user';
  /** False when Amplify says that nobody is signed in. */
  readonly signedIn: boolean;
  readonly username?: string;
}

export interface SignInResult {
  readonly kind: 'sign-in';
  readonly complete: boolean;
}
