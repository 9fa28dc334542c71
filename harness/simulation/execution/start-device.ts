import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { STORAGE_BACKENDS } from '../../../fakes/storage/catalogue.ts';
import { keyPrefix } from '../../amplify/client/key-prefix.ts';
import type { Start } from '../scenario/scenario.ts';
import type { DeviceState } from './execution.ts';

const MILLISECONDS = 1000;
/** Beyond any tolerance for skewed clocks in a client. */
const EXPIRED_SINCE = 60 * MILLISECONDS;

export interface StartContext {
  readonly start: Start;
  readonly server: FakeCognito;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The major version of the Amplify that left the entries there. */
  readonly major: 5 | 6;
}

/** The storage of a device as a scenario starts with it: as a sign-in left it. */
export function startDevice(device: string, { start, server, now, major }: StartContext): DeviceState {
  const spec = start.devices[device];
  if (!spec) throw new TypeError(`the scenario has no device "${device}"`);
  const realm = Object.values(start.realms).find((candidate) => candidate.device === device);
  const prefix = keyPrefix(major, realm?.platform ?? 'react-native', STORAGE_BACKENDS[spec.storage].ordering);
  if (!spec.signedIn) return { data: new Map(), keyPrefix: prefix, initial: undefined };

  const { username, tokens } = spec.signedIn;
  const lifetime = server.options.accessTokenSeconds * MILLISECONDS;
  const issuedAt = tokens === 'valid' ? now : now - lifetime - EXPIRED_SINCE;
  const issued = server.startSession(username, { issuedAt });
  if (tokens === 'revoked') server.signOutEverywhere(username);
  const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;
  const entries = {
    [`${client}.LastAuthUser`]: username,
    [`${client}.${username}.accessToken`]: issued.accessToken,
    [`${client}.${username}.idToken`]: issued.idToken,
    [`${client}.${username}.refreshToken`]: issued.refreshToken,
    [`${client}.${username}.clockDrift`]: clockDrift(spec.clock ?? 0, major),
    ...(issued.device && {
      [`${client}.${username}.deviceKey`]: issued.device.deviceKey,
      [`${client}.${username}.deviceGroupKey`]: issued.device.deviceGroupKey,
      [`${client}.${username}.randomPasswordKey`]: issued.device.randomPassword,
    }),
    ...(major === 5 ? v5Entries(server, client, username) : v6Entries(client, username)),
  };
  const data = new Map(Object.entries(entries).map(([key, value]) => [`${prefix}${key}`, value]));
  return { data, keyPrefix: prefix, initial: { username, tokens: issued, keys: [...data.keys()] } };
}

/** What Amplify found the clock to differ by when it got the tokens: true time less its own in ms, or v5 the reverse in s. */
function clockDrift(clock: number, major: 5 | 6): string {
  return String(major === 6 ? 0 - clock : Math.floor(clock / MILLISECONDS));
}

function v5Entries(server: FakeCognito, client: string, username: string): Record<string, string> {
  return {
    [`${client}.${username}.userData`]: JSON.stringify(server.describeUser(username)),
    'amplify-signin-with-hostedUI': 'false',
  };
}

function v6Entries(client: string, username: string): Record<string, string> {
  const signInDetails = JSON.stringify({ loginId: username, authFlowType: 'USER_SRP_AUTH' });
  return { [`${client}.${username}.signInDetails`]: signInDetails };
}
