import type { SessionResult, UserResult } from '../../amplify/client/auth-client.ts';
import type { DeviceState, Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { type Breach, type Invariant, judgeEach } from './invariant.ts';
import { sessionsOn } from './on-device.ts';
import { readStoredSession, storedTokenKeys } from './stored-session.ts';
import { findsSignIn, hearsOf, lastUserChange, type UserChange, userChanges } from './user-changes.ts';
import { initialSessionOn } from './user-changing-calls.ts';

/**
 * After a change of user everything belongs to who signed in last: what is stored at the end, and what every call
 * that began afterwards tells the app. What was under way for the user before must not undo it.
 */
export const signInHolds: Invariant = {
  name: 'sign-in-holds',
  statement:
    'Once a sign-in is complete, all that is stored, and all that calls return, belongs to the user who signed in, and stays.',
  check(execution) {
    const signedIn = [...execution.devices.keys()].flatMap((device) => {
      const change = lastUserChange(execution, device);
      if (!change || typeof change.leaves === 'string') return [];
      const { username } = change.leaves;
      return isHonoured(execution, device, username) ? [{ device, username, change }] : [];
    });
    return judgeEach(
      signedIn,
      ({ device, ...who }) =>
        storedBreach(execution, device, who) ??
        leftoverBreach(execution, device, who) ??
        toldBreach(execution, device, who),
    );
  },
};

/** Whether the server honours a session that was opened by a sign-in on the device in this execution. */
function isHonoured(execution: Execution, device: string, username: string): boolean {
  const initial = initialSessionOn(execution, device);
  return sessionsOn(execution, device).some(
    (session) =>
      session.username === username &&
      session.id !== initial &&
      execution.server.honours(session.newestRefreshToken),
  );
}

/** What is wrong with what is stored in the end, in words, by code. */
const STORED_WRONG = {
  'nothing-stored': 'nothing of the session is stored',
  'stored-under-another-name': "it is stored under a name that is not the user's",
  'nobody-stored': 'nobody is stored as signed in',
  'another-user-stored': 'another user is stored as signed in',
  'tokens-missing': 'some of its tokens are missing',
  'another-users-tokens-stored': "another user's tokens are stored under the name",
  'dead-refresh-token-stored': 'the stored refresh token is dead',
} as const;

function storedBreach(
  { devices, server }: Execution,
  device: string,
  { username, change }: SignedIn,
): Breach | undefined {
  const state = devices.get(device);
  if (!state) return undefined;
  const stored = readStoredSession(state, server.options.clientId, username);
  const breach = (code: keyof typeof STORED_WRONG): Breach => ({
    symptom: code,
    message: `${inWords(change)}, but at the end ${STORED_WRONG[code]}`,
  });
  if (!stored.username && !stored.accessToken && !stored.refreshToken) {
    const name = storedUnder(state, server, username);
    if (name === undefined) return breach('nothing-stored');
    return {
      ...breach('stored-under-another-name'),
      message: `${inWords(change)}, but at the end it is stored under the name "${name}", which is not the user's`,
    };
  }
  if (stored.username === undefined) return breach('nobody-stored');
  if (stored.username !== username) return breach('another-user-stored');
  // Every sign-in by the API stores an id token. Without it Amplify 5 says that nobody is signed in (`CognitoUser.js`,
  // `getSession`), and Amplify 6 cannot say who is. The hosted UI gives none without the scope for it.
  const isWhole = stored.refreshToken && stored.accessToken && (stored.idToken || change.atHostedUi);
  if (!stored.refreshToken || !isWhole) return breach('tokens-missing');
  for (const token of [stored.refreshToken, stored.accessToken, stored.idToken]) {
    const owner = token === undefined ? username : server.inspect(token)?.username;
    if (owner !== username) return breach('another-users-tokens-stored');
  }
  return server.honours(stored.refreshToken) ? undefined : breach('dead-refresh-token-stored');
}

/**
 * The name under which refresh tokens that the server honours are stored, where it is not the user's own: Amplify
 * takes "username" where it finds no name, and finds the session again there.
 */
function storedUnder(
  { data, keyPrefix }: DeviceState,
  server: Execution['server'],
  username: string,
): string | undefined {
  const client = `${keyPrefix}CognitoIdentityServiceProvider.${server.options.clientId}.`;
  const ending = '.refreshToken';
  return [...data]
    .filter(([key]) => key.startsWith(client) && key.endsWith(ending))
    .filter(([, token]) => server.inspect(token)?.username === username && server.honours(token))
    .map(([key]) => key.slice(client.length, -ending.length))
    .sort()[0];
}

function inWords({ atHostedUi }: UserChange): string {
  return atHostedUi ? 'the sign-in at the hosted UI was complete' : 'signIn resolved';
}

interface SignedIn {
  readonly username: string;
  readonly change: UserChange;
}

/** Tokens of a user who had signed out before. The sign-out must have found them. */
function leftoverBreach(
  execution: Execution,
  device: string,
  { username, change }: SignedIn,
): Breach | undefined {
  const before = lastUserChange(execution, device, change.startedAt - 1);
  if (before?.leaves !== 'nobody') return undefined;
  const signIns = userChanges(execution, device).filter(
    ({ startedAt, leaves }) => startedAt < before.startedAt && leaves !== 'nobody',
  );
  if (!signIns.every((signIn) => findsSignIn(execution, before, signIn))) return undefined;
  const data = execution.devices.get(device)?.data ?? new Map<string, string>();
  const isLeft = storedTokenKeys(data).some((key) => {
    const owner = execution.server.inspect(data.get(key) ?? '')?.username;
    return owner !== undefined && owner !== username;
  });
  return isLeft
    ? {
        symptom: 'tokens-of-user-before-stored',
        message: 'signOut and another signIn resolved, but tokens of the previous user are stored at the end',
      }
    : undefined;
}

function toldBreach(
  execution: Execution,
  device: string,
  { username, change }: SignedIn,
): Breach | undefined {
  for (const call of callsOn(execution, device)) {
    if (call.status !== 'resolved' || (call.startedAt ?? 0) < change.settledAt) continue;
    if (!hearsOf(execution, call.realm, change)) continue;
    const wrong = toldWrong(execution, call, username);
    if (wrong) {
      return {
        symptom: `${call.api}-${wrong}`,
        message: `${inWords(change)}, but afterwards ${call.api} ${ANSWERED_WRONG[wrong]}`,
      };
    }
  }
  return undefined;
}

/** What is wrong with a call's answer, in words, by code. */
const ANSWERED_WRONG = {
  'says-signed-out': 'told the app that nobody is signed in',
  'names-another-user': 'named another user',
  'names-nobody': 'did not say who is signed in',
  'gives-another-users-tokens': 'gave tokens of another user',
} as const;

function toldWrong(
  { server }: Execution,
  { value }: CallRecord,
  username: string,
): keyof typeof ANSWERED_WRONG | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const answer = value as Partial<Omit<UserResult, 'kind'> & Omit<SessionResult, 'kind'>> & {
    readonly kind?: string;
  };
  if (answer.signedIn === false) return 'says-signed-out';
  if (answer.username !== undefined && answer.username !== username) return 'names-another-user';
  if (answer.kind === 'user' && answer.username === undefined) return 'names-nobody';
  for (const token of [answer.accessToken, answer.idToken]) {
    if (token !== undefined && server.inspect(token)?.username !== username) {
      return 'gives-another-users-tokens';
    }
  }
  return undefined;
}
