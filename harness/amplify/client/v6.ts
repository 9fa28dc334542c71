import type { KeyValueStorage } from '../../../fakes/storage/fake-storage.ts';
import { APP_URL } from '../realm/browser.ts';
import type { RealmExports } from '../realm/realm.ts';
import type { AuthClient, SessionResult } from './auth-client.ts';
import { type BootOptions, HOSTED_UI_SCOPES, type HubCapsule } from './boot-options.ts';

/** The parts of a v6 bundle that a client needs. */
interface V6Exports {
  readonly Amplify: { configure(config: object): void };
  readonly auth: {
    fetchAuthSession(options?: object): Promise<{
      readonly tokens?: { readonly accessToken: Jwt; readonly idToken?: Jwt };
      readonly credentials?: { readonly accessKeyId: string; readonly expiration?: Date };
      readonly identityId?: string;
    }>;
    getCurrentUser(): Promise<{
      readonly username: string;
      readonly signInDetails?: { readonly loginId?: string };
    }>;
    signIn(input: object): Promise<{ readonly isSignedIn: boolean }>;
    signOut(input?: object): Promise<void>;
  };
  readonly cognitoUserPoolsTokenProvider: { setKeyValueStorage(storage: object): void };
  readonly Hub: {
    listen(
      channel: string,
      listener: (capsule: HubCapsule) => void,
      options?: { readonly enableCrossTabEvents: boolean },
    ): unknown;
  };
}

interface Jwt {
  toString(): string;
}

/** Configures a fresh copy of Amplify v6 as an app does when it starts. */
export function bootV6(
  exports: RealmExports,
  { pool, app = {}, storage, onHubEvent, hearsOtherTabs = false }: BootOptions<KeyValueStorage>,
): AuthClient {
  const { Amplify, auth, cognitoUserPoolsTokenProvider, Hub } = exports as unknown as V6Exports;
  const configure = (): void =>
    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: pool.userPoolId,
          userPoolClientId: pool.clientId,
          ...(app.identityPool && {
            identityPoolId: pool.identityPoolId,
            allowGuestAccess: pool.guestAccess,
          }),
          ...(app.hostedUi && {
            loginWith: {
              oauth: {
                domain: pool.domain,
                scopes: HOSTED_UI_SCOPES,
                redirectSignIn: [APP_URL],
                redirectSignOut: [APP_URL],
                responseType: 'code',
              },
            },
          }),
        },
      },
    });
  configure();
  if (storage) cognitoUserPoolsTokenProvider.setKeyValueStorage(storage);
  const tell = ({ payload }: HubCapsule): void => onHubEvent(payload.event);
  if (hearsOtherTabs) Hub.listen('auth', tell, { enableCrossTabEvents: true });
  else Hub.listen('auth', tell);
  const fetchAuthSession = async (options?: object): Promise<SessionResult> => {
    const { tokens, credentials, identityId } = await auth.fetchAuthSession(options);
    return {
      kind: 'session',
      signedIn: tokens !== undefined,
      ...(tokens && { accessToken: tokens.accessToken.toString() }),
      ...(tokens?.idToken && { idToken: tokens.idToken.toString() }),
      ...(identityId !== undefined && { identityId }),
      ...(credentials && { accessKeyId: credentials.accessKeyId }),
      ...(credentials?.expiration && { credentialsExpireAt: Number(credentials.expiration) }),
    };
  };
  return {
    fetchAuthSession,
    fetchCredentials: () => fetchAuthSession(),
    configure: async () => configure(),
    getCurrentUser: async () => {
      try {
        const { username, signInDetails } = await auth.getCurrentUser();
        return { kind: 'user', signedIn: true, username, loginId: signInDetails?.loginId ?? null };
      } catch (error) {
        if (isNamed(error, 'UserUnAuthenticatedException')) return { kind: 'user', signedIn: false };
        throw error;
      }
    },
    signIn: async ({ username, password }) => {
      const { isSignedIn } = await auth.signIn({
        username,
        password,
        options: { authFlowType: app.signInBy === 'srp' ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH' },
      });
      return { kind: 'sign-in', complete: isSignedIn, username };
    },
    signOut: async (options) => {
      await auth.signOut(options);
    },
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
