import { Amplify, type ResourcesConfig } from 'aws-amplify';
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { onTestFinished, vi } from 'vitest';
import type { FakeCognitoSettings } from '../../fake-cognito.ts';
import { MemoryStorage, serve } from '../fixtures.ts';

export const BY_PASSWORD = { authFlowType: 'USER_PASSWORD_AUTH' } as const;

/** Not exported by Amplify under a name. */
type OAuthConfig = NonNullable<
  NonNullable<NonNullable<ResourcesConfig['Auth']>['Cognito']['loginWith']>['oauth']
>;

interface Settings extends Partial<FakeCognitoSettings> {
  /** Whether the app has one, with guest access. */
  readonly identityPool?: boolean;
  /** Whether the app signs in there. */
  readonly hostedUi?: boolean;
}

/** The installed Amplify as an app sets it up, with nobody signed in. */
export async function start({ identityPool = false, hostedUi = false, ...settings }: Settings = {}) {
  const fake = serve(settings);
  const { userPoolId, clientId, identityPoolId, domain } = fake.server.options;
  const storage = new MemoryStorage();
  const oauth: OAuthConfig = {
    domain,
    scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    redirectSignIn: ['http://localhost:3000/'],
    redirectSignOut: ['http://localhost:3000/'],
    responseType: 'code',
  };
  const userPool = {
    userPoolId,
    userPoolClientId: clientId,
    ...(hostedUi && { loginWith: { oauth } }),
  };
  Amplify.configure(
    identityPool
      ? { Auth: { Cognito: { ...userPool, identityPoolId, allowGuestAccess: true } } }
      : { Auth: { Cognito: userPool } },
  );
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    getItem: async (key) => storage.getItem(key),
    setItem: async (key, value) => storage.setItem(key, value),
    removeItem: async (key) => storage.removeItem(key),
    clear: async () => storage.clear(),
  });
  // Amplify's credentials outlive a test; Node has no `navigator`, without which it confirms no device.
  await cognitoCredentialsProvider.clearCredentialsAndIdentityId();
  vi.stubGlobal('navigator', { userAgent: 'a test' });
  onTestFinished(() => void vi.unstubAllGlobals());
  const stored = (name: string) => storage.data.get(`CognitoIdentityServiceProvider.${clientId}.${name}`);
  return { ...fake, storage, stored };
}
