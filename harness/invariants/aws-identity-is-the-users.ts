import type { AwsIdentity } from '../client/auth-client.ts';
import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './expectation.ts';
import type { Breach, Invariant } from './invariant.ts';
import { lastUserChange, type Who, whoDuring } from './user-changes.ts';

/**
 * With the AWS credentials of another user an app reads and writes that user's data. Credentials, the identity id
 * beside them and the tokens beside both must be of one user, and of the one who is signed in; so must the identity id
 * that is stored, which the pool refuses to everybody else.
 */
export const awsIdentityIsTheUsers: Invariant = {
  name: 'aws-identity-is-the-users',
  statement:
    'AWS credentials and identity ids belong to the user whose tokens are beside them, who is signed in.',
  check(execution) {
    for (const device of execution.devices.keys()) {
      for (const call of callsOn(execution, device)) {
        const what = toldWrong(execution, call, whoDuring(execution, device, call));
        if (what) return { symptom: `${call.api} gave ${what}`, message: `${call.api} gave the app ${what}` };
      }
      const breach = storedBreach(execution, device);
      if (breach) return breach;
    }
    return undefined;
  },
};

function toldWrong({ server }: Execution, { value }: CallRecord, who: Who): string | undefined {
  const { identityId, accessKeyId, accessToken, signedIn } = (value ?? {}) as AwsIdentity & {
    readonly accessToken?: string;
    readonly signedIn?: boolean;
  };
  if (accessKeyId === undefined) return undefined;
  const credentials = server.inspectCredentials(accessKeyId);
  if (!credentials) return 'AWS credentials that were never issued';
  if (identityId !== credentials.identityId)
    return 'AWS credentials of another identity than the one beside them';
  const { username } = credentials;
  if (accessToken !== undefined && server.inspect(accessToken)?.username !== username) {
    return `${username === undefined ? "a guest's" : "another user's"} AWS credentials with the tokens of a user`;
  }
  if (signedIn === false && username !== undefined) return "a user's AWS credentials as a guest's";
  const known = who === 'nobody' || who === 'unknown' ? undefined : who.username;
  if (username !== undefined && known !== undefined && username !== known) {
    return 'AWS credentials of a user who is not signed in';
  }
  return undefined;
}

/** Amplify keeps the identity id of a guest for the next start of the app, v5 that of a user as well. */
const IDENTITY_KEY = /(^|[.:])(identityId|CognitoIdentityId-.*)$/;

function storedBreach(execution: Execution, device: string): Breach | undefined {
  const { devices, server } = execution;
  const { data = new Map<string, string>(), initial } = devices.get(device) ?? {};
  const change = lastUserChange(execution, device);
  const who: Who = change ? change.leaves : initial ? { username: initial.username } : 'nobody';
  if (who === 'unknown') return undefined;
  for (const [key, value] of data) {
    const facts = IDENTITY_KEY.test(key) ? server.inspectIdentity(value) : undefined;
    if (!facts) continue;
    const user = who === 'nobody' ? undefined : who.username;
    const isRefused =
      who === 'nobody'
        ? facts.username !== undefined || facts.mergedInto !== undefined
        : facts.username !== undefined && facts.username !== user;
    if (!isRefused) continue;
    const whose =
      who === 'nobody' ? "a user's identity id although nobody is signed in" : "another user's identity id";
    return {
      symptom: `storage holds ${whose}`,
      message: `storage holds ${whose}: the identity pool refuses it`,
    };
  }
  return undefined;
}
