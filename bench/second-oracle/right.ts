import type { SessionFacts } from '../../fakes/cognito/fake-cognito.ts';
import type { Executed } from '../../harness/simulation/execution/execute.ts';
import type { CallRecord } from '../../harness/simulation/world/call-port.ts';
import { sessionsOpenedOn } from './sessions-opened.ts';

/**
 * Why nothing is known of what a user has a right to:
 * - `act-cut-short`: what the user did last was refused, killed or never ended, and may have come to something.
 * - `acts-overlap`: what the user did last overlapped with something else that the user did, to another end.
 * - `sign-in-not-heard-of`: the user signed out in a tab whose process need not have heard of the sign-in.
 * - `session-of-no-device`: the server opened a session, and no answer says on which device.
 */
export type UnknownCode = 'act-cut-short' | 'acts-overlap' | 'sign-in-not-heard-of' | 'session-of-no-device';

/**
 * What the user of a device has a right to after an execution, from what the user did there and what the server honours:
 * nothing of the invariants' own reasoning, as it is to check them.
 * - `signed-in`: the last thing that the user did left this user signed in, or the start did and the user did nothing; and
 *   the server honours a session of it.
 * - `signed-out`: the user signed out last, or the server honours nothing any more.
 *
 * What was refused or cut short is nothing that the user did, where nobody was granted a session for it, or no entry of a
 * session was removed for it and the server honours all sessions.
 */
export type Right =
  | { readonly kind: 'signed-in'; readonly username: string; readonly since: 'start' | 'sign-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unknown'; readonly why: UnknownCode };

const SIGNED_OUT: Right = { kind: 'signed-out' };
/** No user's name. */
const NOBODY = '';

export function rightOn(device: string, executed: Executed): Right {
  const { calls, start, server, devices } = executed;
  const opened = sessionsOpenedOn(device, executed);
  if (!opened) return { kind: 'unknown', why: 'session-of-no-device' };
  const all = calls.filter(
    ({ api, realm, startedAt }) =>
      isAct(api) && start.realms[realm]?.device === device && startedAt !== undefined,
  );
  const acts = all
    .filter((act) => !cameToNothing(act, all, opened, executed))
    .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
  const last = acts.at(-1);
  if (!last) {
    const initial = devices.get(device)?.initial;
    const id = initial && server.inspect(initial.tokens.refreshToken)?.sessionId;
    const isHonoured = server.sessions().some((session) => session.id === id && honours(session, executed));
    return initial && isHonoured
      ? { kind: 'signed-in', username: initial.username, since: 'start' }
      : SIGNED_OUT;
  }
  const group = acts.filter(
    (act) => act === last || (act.settledAt ?? Number.POSITIVE_INFINITY) > (last.startedAt ?? 0),
  );
  const ends = new Set(group.map(endOf));
  if (ends.has(undefined)) return { kind: 'unknown', why: 'act-cut-short' };
  if (ends.size > 1) return { kind: 'unknown', why: 'acts-overlap' };
  const username = endOf(last);
  if (username === undefined || username === NOBODY) {
    const processes = new Set(acts.map(({ realm }) => processOf(realm, executed)));
    const isHeardOf = processes.size === 1 || !acts.some(({ api }) => api === 'signIn');
    return isHeardOf ? SIGNED_OUT : { kind: 'unknown', why: 'sign-in-not-heard-of' };
  }
  const newest = opened.filter((session) => session.username === username).slice(-group.length);
  return newest.some((session) => honours(session, executed))
    ? { kind: 'signed-in', username, since: 'sign-in' }
    : SIGNED_OUT;
}

function honours({ newestRefreshToken }: SessionFacts, { server }: Executed): boolean {
  return server.honours(newestRefreshToken);
}

function isAct(api: string): boolean {
  return api === 'signIn' || api === 'signOut';
}

/** @param all acts of the device */
function cameToNothing(
  act: CallRecord,
  all: readonly CallRecord[],
  opened: readonly SessionFacts[],
  executed: Executed,
): boolean {
  if (act.api === 'signOut') {
    const hasRemoved = act.removed.some((key) => key.includes('CognitoIdentityServiceProvider.'));
    const areHonoured = executed.server.sessions().every((session) => honours(session, executed));
    return act.status !== 'resolved' && !hasRemoved && areHonoured;
  }
  const completed = all.filter((other) => other.api === 'signIn' && endOf(other) !== undefined).length;
  return endOf(act) === undefined && opened.length === completed;
}

/** Whom an act left signed in, of all that is known; undefined where it did not come to its end. */
function endOf({ api, status, value }: CallRecord): string | undefined {
  if (status !== 'resolved') return undefined;
  if (api === 'signOut') return NOBODY;
  const { complete, username } = (value ?? {}) as { complete?: boolean; username?: string };
  return complete ? username : undefined;
}

/** Of a tab; a native app has one process for all that its user does. */
function processOf(realm: string, { start }: Executed): string | undefined {
  const spec = start.realms[realm];
  return spec?.platform === 'web' ? (spec.process ?? realm) : undefined;
}
