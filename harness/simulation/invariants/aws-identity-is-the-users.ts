import type { IdentityFacts } from '../../../fakes/cognito/fake-cognito.ts';
import type { AwsIdentity } from '../../amplify/client/auth-client.ts';
import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { type Breach, type Invariant, judgeEach, NOT_IN_FORCE } from './invariant.ts';
import { lastUserChange, type Who, whoDuring } from './user-changes.ts';

/**
 * With the AWS credentials of another user an app reads and writes that user's data. Credentials, the identity id
 * beside them and the tokens beside both must be of one user, and of the one who is signed in; so must the identity id
 * that is stored, which the pool refuses to everybody else.
 */
export const awsIdentityIsTheUsers: Invariant = {
  name: 'aws-identity-is-the-users',
  statement:
    'AWS credentials and identity ids belong to the signed-in user, with whose tokens they are returned or stored.',
  check(execution) {
    const devices = [...execution.devices.keys()];
    const returned = judgeEach(
      devices.flatMap((device) =>
        callsOn(execution, device)
          .filter(({ value }) => (value as AwsIdentity | undefined)?.accessKeyId !== undefined)
          .map((call) => ({ device, call })),
      ),
      ({ device, call }) => {
        const wrong = toldWrong(execution, call, whoDuring(execution, device, call));
        return (
          wrong && {
            symptom: `${call.api}-gives-${wrong.code}`,
            message: `${call.api} gave the app ${wrong.words}`,
          }
        );
      },
    );
    if (returned !== NOT_IN_FORCE && returned) return returned;
    const stored = judgeEach(
      devices.flatMap((device) => storedIdentities(execution, device)),
      (identity) => storedBreach(identity),
    );
    return stored === NOT_IN_FORCE ? returned : stored;
  },
};

/** What is wrong with what was given, as a code and in words. */
interface Wrong {
  readonly code: string;
  readonly words: string;
}

function toldWrong({ server }: Execution, { value }: CallRecord, who: Who): Wrong | undefined {
  const { identityId, accessKeyId, accessToken, signedIn } = (value ?? {}) as AwsIdentity & {
    readonly accessToken?: string;
    readonly signedIn?: boolean;
  };
  if (accessKeyId === undefined) return undefined;
  const credentials = server.inspectCredentials(accessKeyId);
  if (!credentials) return { code: 'unissued-credentials', words: 'AWS credentials that were never issued' };
  if (identityId !== credentials.identityId) {
    return {
      code: 'credentials-of-another-identity',
      words: 'AWS credentials of another identity than the one returned with them',
    };
  }
  const { username } = credentials;
  if (accessToken !== undefined && server.inspect(accessToken)?.username !== username) {
    return username === undefined
      ? {
          code: 'guest-credentials-with-tokens',
          words: "a guest's AWS credentials with the tokens of a user",
        }
      : {
          code: 'another-users-credentials-with-tokens',
          words: "another user's AWS credentials with the tokens of a user",
        };
  }
  if (signedIn === false && username !== undefined) {
    return { code: 'user-credentials-as-guest', words: "a user's AWS credentials as a guest's" };
  }
  const known = who === 'nobody' || who === 'unknown' ? undefined : who.username;
  if (username !== undefined && known !== undefined && username !== known) {
    return {
      code: 'credentials-of-user-not-signed-in',
      words: 'AWS credentials of a user who is not signed in',
    };
  }
  return undefined;
}

/** Amplify keeps the identity id of a guest for the next start of the app, v5 that of a user as well. */
const IDENTITY_KEY = /(^|[.:])(identityId|CognitoIdentityId-.*)$/;

/** An identity id that is stored on a device, and who is signed in there. */
interface StoredIdentity {
  readonly facts: IdentityFacts;
  readonly who: Exclude<Who, 'unknown'>;
}

function storedIdentities(execution: Execution, device: string): StoredIdentity[] {
  const { devices, server } = execution;
  const { data = new Map<string, string>(), initial } = devices.get(device) ?? {};
  const change = lastUserChange(execution, device);
  const who: Who = change ? change.leaves : initial ? { username: initial.username } : 'nobody';
  if (who === 'unknown') return [];
  return [...data].flatMap(([key, value]) => {
    const facts = IDENTITY_KEY.test(key) ? server.inspectIdentity(value) : undefined;
    return facts ? [{ facts, who }] : [];
  });
}

function storedBreach({ facts, who }: StoredIdentity): Breach | undefined {
  const isRefused =
    who === 'nobody'
      ? facts.username !== undefined || facts.mergedInto !== undefined
      : facts.username !== undefined && facts.username !== who.username;
  if (!isRefused) return undefined;
  return who === 'nobody'
    ? {
        symptom: 'storage-holds-user-identity-while-signed-out',
        message:
          "storage holds a user's identity id although nobody is signed in: the identity pool refuses it",
      }
    : {
        symptom: 'storage-holds-another-users-identity',
        message: "storage holds another user's identity id: the identity pool refuses it",
      };
}
