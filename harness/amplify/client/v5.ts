import { APP_URL } from '../realm/browser.ts';
import type { RealmExports } from '../realm/realm.ts';
import type { AuthClient, CredentialsResult, SessionResult, UserResult } from './auth-client.ts';
import { type BootOptions, HOSTED_UI_SCOPES, type HubCapsule } from './boot-options.ts';

/** A storage whose operations are complete when they return. */
export interface SynchronousStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
}

/** The parts of a v5 bundle that a client needs. */
interface V5Exports {
  readonly Amplify: {
    configure(config: object): void;
    readonly Logger: { LOG_LEVEL: string | null };
  };
  readonly Auth: {
    currentSession(): Promise<CognitoUserSession>;
    currentAuthenticatedUser(): Promise<CognitoUser>;
    currentCredentials(): Promise<{
      readonly accessKeyId: string;
      readonly identityId: string;
      readonly authenticated: boolean;
      readonly expiration?: Date;
    }>;
    signIn(username: string, password: string): Promise<CognitoUser>;
    signOut(options?: object): Promise<void>;
  };
  readonly Hub: { listen(channel: string, listener: (capsule: HubCapsule) => void): unknown };
}

interface CognitoUser {
  /** The challenge that the user still has to answer. */
  readonly challengeName?: string;
  getUsername(): string;
  refreshSession(
    refreshToken: RefreshToken,
    callback: (error: unknown, session: CognitoUserSession) => void,
  ): void;
}

interface CognitoUserSession {
  getAccessToken(): Jwt;
  getIdToken(): Jwt;
  getRefreshToken(): RefreshToken;
}

interface Jwt {
  getJwtToken(): string;
}

type RefreshToken = object;

/** Configures a fresh copy of Amplify v5 as an app does when it starts. */
export function bootV5(
  exports: RealmExports,
  { pool, app = {}, storage, onHubEvent }: BootOptions<SynchronousStorage>,
): AuthClient {
  const { Amplify, Auth, Hub } = exports as unknown as V5Exports;
  const configure = (): void =>
    Amplify.configure({
      Auth: {
        region: pool.region,
        userPoolId: pool.userPoolId,
        userPoolWebClientId: pool.clientId,
        authenticationFlowType: app.signInBy === 'srp' ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH',
        ...(app.identityPool && { identityPoolId: pool.identityPoolId, mandatorySignIn: !pool.guestAccess }),
        ...(app.hostedUi && {
          oauth: {
            domain: pool.domain,
            scope: HOSTED_UI_SCOPES,
            redirectSignIn: APP_URL,
            redirectSignOut: APP_URL,
            responseType: 'code',
          },
        }),
        ...(storage && { storage }),
      },
    });
  if (app.debugLog) Amplify.Logger.LOG_LEVEL = 'DEBUG';
  configure();
  Hub.listen('auth', ({ payload }) => onHubEvent(payload.event));

  /** Apps on v5 that want new tokens at once refresh the session of the current user (amplify-js #11088). */
  const refresh = async (): Promise<CognitoUserSession> => {
    const user = await Auth.currentAuthenticatedUser();
    const session = await Auth.currentSession();
    return new Promise((resolve, reject) => {
      user.refreshSession(session.getRefreshToken(), (error, refreshed) =>
        error ? reject(error) : resolve(refreshed),
      );
    });
  };
  return {
    fetchAuthSession: ({ forceRefresh = false } = {}) =>
      unlessSignedOut<SessionResult>({ kind: 'session', signedIn: false }, async () => {
        const session = await (forceRefresh ? refresh() : Auth.currentSession());
        return {
          kind: 'session',
          signedIn: true,
          accessToken: session.getAccessToken().getJwtToken(),
          idToken: session.getIdToken().getJwtToken(),
        };
      }),
    getCurrentUser: () =>
      unlessSignedOut<UserResult>({ kind: 'user', signedIn: false }, async () => {
        const user = await Auth.currentAuthenticatedUser();
        return { kind: 'user', signedIn: true, username: user.getUsername() };
      }),
    fetchCredentials: () =>
      unlessSignedOut<CredentialsResult>({ kind: 'credentials', signedIn: false }, async () => {
        const credentials = await Auth.currentCredentials();
        // It resolves with this if the identity pool refuses a guest.
        if (credentials instanceof Error) throw credentials;
        const { accessKeyId, identityId, authenticated, expiration } = credentials;
        return {
          kind: 'credentials',
          signedIn: authenticated,
          accessKeyId,
          identityId,
          ...(expiration && { credentialsExpireAt: Number(expiration) }),
        };
      }),
    configure: async () => configure(),
    signIn: async ({ username, password }) => {
      const { challengeName } = await Auth.signIn(username, password);
      return { kind: 'sign-in', complete: challengeName === undefined, username };
    },
    signOut: async (options) => {
      await Auth.signOut(options);
    },
  };
}

/**
 * The rejections with which v5 says that nobody is signed in. Any other rejection is a failure of the call.
 *
 * - `No current user`, a string: `currentUserPoolUser` found no `LastAuthUser`.
 * - `The user is not authenticated`, a string: `currentAuthenticatedUser` rejects with it in place of any other error,
 *   even a network error. The app cannot tell them apart, and shows its sign-in page.
 * - The errors of `CognitoUser.getSession` if tokens are missing that it needs: they ask the app to authenticate.
 */
const SIGNED_OUT: ReadonlySet<unknown> = new Set([
  'No current user',
  'The user is not authenticated',
  'Local storage is missing an ID Token, Please authenticate',
  'Cannot retrieve a new session. Please authenticate.',
]);

async function unlessSignedOut<T>(signedOut: T, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (SIGNED_OUT.has(error instanceof Error ? error.message : error)) return signedOut;
    throw error;
  }
}
