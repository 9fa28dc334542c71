import type { FakeCognito } from '../fakes/cognito/fake-cognito.ts';
import type { StorageData } from '../fakes/storage/operation.ts';

const HOUR_AND_MINUTE = 61 * 60 * 1000;

/** Entries of a session whose access token has expired, as Amplify stores them. */
export function seedSession(server: FakeCognito): StorageData {
  server.addUser({ username: 'alice', password: 'Correct-Horse-1' });
  const tokens = server.startSession('alice', { issuedAt: server.now() - HOUR_AND_MINUTE });
  const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;
  return new Map([
    [`${client}.LastAuthUser`, 'alice'],
    [`${client}.alice.accessToken`, tokens.accessToken],
    [`${client}.alice.idToken`, tokens.idToken],
    [`${client}.alice.refreshToken`, tokens.refreshToken],
    [`${client}.alice.clockDrift`, '0'],
  ]);
}
