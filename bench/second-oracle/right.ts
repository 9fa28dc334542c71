import type { Executed } from '../../harness/execution/execute.ts';
import type { CallRecord } from '../../harness/world/call-port.ts';

/**
 * What the user of a device has a right to after an execution, from what the user did there and what the server honours:
 * nothing of the invariants' own reasoning, as it is to check them.
 * - `signed-in`: the last thing that the user did left this user signed in, and the server honours a session of it.
 * - `signed-out`: the user signed out last, or the server honours nothing any more.
 * - `unknown`: what the user did last was cut short, or overlapped with something else that the user did, or the user
 *   signed out in a tab whose process need not have heard of the sign-in.
 *
 * What was refused or cut short is nothing that the user did, where nobody was granted a session for it, or no entry of a
 * session was removed for it and the server honours all sessions.
 */
export type Right =
  | { readonly kind: 'signed-in'; readonly username: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unknown' };

const UNKNOWN: Right = { kind: 'unknown' };

export function rightOn(device: string, executed: Executed): Right {
  const { calls, start, server, devices } = executed;
  const acts = calls
    .filter(
      ({ api, realm, startedAt }) =>
        isAct(api) && start.realms[realm]?.device === device && startedAt !== undefined,
    )
    .filter((act) => !cameToNothing(act, executed))
    .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
  if (acts.some((act) => act.status !== 'resolved')) return UNKNOWN;
  if (acts.some((act, index) => (acts[index - 1]?.settledAt ?? 0) > (act.startedAt ?? 0))) return UNKNOWN;
  const initial = devices.get(device)?.initial;
  const initialSession = initial && server.inspect(initial.tokens.refreshToken)?.sessionId;
  const sessions = server.sessions().filter(({ newestRefreshToken }) => server.honours(newestRefreshToken));
  const last = acts.at(-1);
  if (!last) {
    const isHonoured = sessions.some(({ id }) => id === initialSession);
    return initial && isHonoured ? { kind: 'signed-in', username: initial.username } : { kind: 'signed-out' };
  }
  if (last.api === 'signOut') {
    const processes = new Set(acts.map(({ realm }) => processOf(realm, executed)));
    return acts.some(({ api }) => api === 'signIn') && processes.size > 1 ? UNKNOWN : { kind: 'signed-out' };
  }
  const username = completedFor(last);
  if (username === undefined) return UNKNOWN;
  const isHonoured = sessions.some(
    (session) => session.id !== initialSession && session.username === username,
  );
  // The same user may have signed in on another device: whose session it is cannot be known from here.
  const signIns = calls.filter((call) => call.api === 'signIn' && call.startedAt !== undefined);
  const isAlone = signIns.filter((call) => !cameToNothing(call, executed)).length === 1;
  if (isHonoured) return isAlone ? { kind: 'signed-in', username } : UNKNOWN;
  return { kind: 'signed-out' };
}

function isAct(api: string): boolean {
  return api === 'signIn' || api === 'signOut';
}

function cameToNothing(act: CallRecord, { server, devices, calls }: Executed): boolean {
  const sessions = server.sessions();
  if (act.api === 'signOut') {
    const hasRemoved = act.removed.some((key) => key.includes('CognitoIdentityServiceProvider.'));
    const areHonoured = sessions.every(({ newestRefreshToken }) => server.honours(newestRefreshToken));
    return act.status !== 'resolved' && !hasRemoved && areHonoured;
  }
  const there = [...devices.values()].filter(({ initial }) => initial !== undefined).length;
  const completed = calls.filter((call) => call.api === 'signIn' && completedFor(call) !== undefined).length;
  return completedFor(act) === undefined && sessions.length - there === completed;
}

/** Of a tab; a native app has one process for all that its user does. */
function processOf(realm: string, { start }: Executed): string | undefined {
  const spec = start.realms[realm];
  return spec?.platform === 'web' ? (spec.process ?? realm) : undefined;
}

function completedFor({ value }: CallRecord): string | undefined {
  const { complete, username } = (value ?? {}) as { complete?: boolean; username?: string };
  return complete ? username : undefined;
}
