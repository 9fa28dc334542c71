import type { FakeCognito, TokenSet } from '../../fakes/cognito/fake-cognito.ts';
import type { StorageData } from '../../fakes/storage/operation.ts';
import type { StartDevice } from '../scenario/scenario.ts';
import type { DeviceState } from './execution.ts';

const MILLISECONDS = 1000;
/** Beyond any tolerance for skewed clocks in a client. */
const EXPIRED_SINCE = 60 * MILLISECONDS;

/** The storage of a device as a scenario starts with it. @param now ms since the Unix epoch */
export function startDevice(spec: StartDevice, server: FakeCognito, now: number): DeviceState {
  const data: StorageData = new Map();
  if (!spec.signedIn) return { data, initial: undefined };
  const { username, tokens } = spec.signedIn;
  const lifetime = server.options.accessTokenSeconds * MILLISECONDS;
  const issuedAt = tokens === 'expired' ? now - lifetime - EXPIRED_SINCE : now;
  const set = server.startSession(username, { issuedAt });
  storeSession(data, server.options.clientId, username, set);
  return { data, initial: { username, tokens: set } };
}

/** The entries that Amplify v5 and v6 both keep of a session. */
function storeSession(data: StorageData, clientId: string, username: string, tokens: TokenSet): void {
  const client = `CognitoIdentityServiceProvider.${clientId}`;
  data.set(`${client}.LastAuthUser`, username);
  data.set(`${client}.${username}.accessToken`, tokens.accessToken);
  data.set(`${client}.${username}.idToken`, tokens.idToken);
  data.set(`${client}.${username}.refreshToken`, tokens.refreshToken);
  data.set(`${client}.${username}.clockDrift`, '0');
  data.set(
    `${client}.${username}.signInDetails`,
    JSON.stringify({ loginId: username, authFlowType: 'USER_SRP_AUTH' }),
  );
}
