import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { DeviceState } from '../execution/execution.ts';

/** What a device has stored of a session, in the entries that v5 and v6 share. */
export interface StoredSession {
  readonly username: string | undefined;
  readonly accessToken: string | undefined;
  readonly idToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** Where devices are tracked Cognito refuses a refresh without it. */
  readonly deviceKey: string | undefined;
}

/** The name that Amplify 6 takes for the user's where none is stored (`TokenStore.ts`, `getLastAuthUser`). */
export const STAND_IN_NAME = 'username';

/**
 * Reads it as Amplify does when it starts.
 * @param username whose entries to read; the user that `LastAuthUser` names by default
 */
export function readStoredSession(
  { data, keyPrefix }: DeviceState,
  clientId: string,
  username?: string,
): StoredSession {
  const client = `${keyPrefix}CognitoIdentityServiceProvider.${clientId}`;
  const lastAuthUser = data.get(`${client}.LastAuthUser`);
  const entry = (name: string): string | undefined =>
    data.get(`${client}.${username ?? lastAuthUser}.${name}`);
  return {
    username: lastAuthUser,
    accessToken: entry('accessToken'),
    idToken: entry('idToken'),
    refreshToken: entry('refreshToken'),
    deviceKey: entry('deviceKey'),
  };
}

/** Keys of all token entries on a device, of whichever user. */
export function storedTokenKeys(data: StorageData): string[] {
  return [...data.keys()].filter((key) => /\.(accessToken|idToken|refreshToken)$/.test(key));
}
