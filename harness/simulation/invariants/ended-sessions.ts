import type { SessionFacts } from '../../../fakes/cognito/fake-cognito.ts';
import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { sessionsOn } from './on-device.ts';
import { findsSignIn, toChange, type UserChange, userChanges } from './user-changes.ts';
import { initialSessionOn, isComplete, unreportedSessions } from './user-changing-calls.ts';

/**
 * The sessions of a device that a sign-out on it had to end: the one that was stored at the start, and those of sign-ins
 * by the API.
 *
 * Which session belongs to which sign-in is not known. So a user's sessions count only where there are as many as complete
 * sign-ins of that user, and where each of these was followed by a sign-out: see {@link isSignedOut}.
 */
export function endedSessionsOn(execution: Execution, device: string): SessionFacts[] {
  const initial = initialSessionOn(execution, device);
  const sessions = sessionsOn(execution, device);
  const opened = sessions.filter(({ id, atHostedUi }) => id !== initial && !atHostedUi);
  const signIns = callsOn(execution, device).filter(isComplete);
  const isEnded = ({ username }: SessionFacts): boolean => {
    const own = signIns.filter((call) => usernameOf(call) === username);
    return (
      own.length === opened.filter((session) => session.username === username).length &&
      own.every((call) => isSignedOut(execution, device, call))
    );
  };
  return [
    ...sessions.filter(({ id }) => id === initial && isInitialSignedOut(execution, device)),
    ...(unreportedSessions(execution, device) > 0 ? [] : opened.filter(isEnded)),
  ];
}

/**
 * Whether a sign-out had the session to end that was stored at the start: no sign-in may have replaced it. Amplify 5 lets a
 * user sign in over another, and then signs out who came last.
 */
function isInitialSignedOut(execution: Execution, device: string): boolean {
  const calls = callsOn(execution, device);
  const signIns = calls.filter(isComplete).map(toChange);
  return calls
    .filter(({ api, status }) => api === 'signOut' && status === 'resolved')
    .map(toChange)
    .some(({ settledAt }) => signIns.every(({ startedAt }) => startedAt >= settledAt));
}

function usernameOf({ value }: CallRecord): string | undefined {
  return (value as { readonly username?: string } | undefined)?.username;
}

/**
 * Whether a sign-out had the session of a sign-in to end: the next change of user is a sign-out that began after the
 * sign-in and found what it had stored, and it overlaps nothing but sign-outs like it.
 */
function isSignedOut(execution: Execution, device: string, call: CallRecord): boolean {
  const signIn = toChange(call);
  const later = userChanges(execution, device, call).filter(({ settledAt }) => settledAt > signIn.startedAt);
  const [next] = later;
  if (!next) return false;
  return later
    .filter(({ startedAt }) => startedAt <= next.settledAt)
    .every((change) => change.leaves === 'nobody' && finds(execution, change, signIn));
}

/** Another native process of the device is left out, as it may keep a copy of the storage in memory. */
function finds(execution: Execution, signOut: UserChange, signIn: UserChange): boolean {
  const isShared = [...signOut.realms, ...signIn.realms].every(
    (realm) => execution.start.realms[realm]?.platform === 'web' || realm === signIn.realms[0],
  );
  return isShared && findsSignIn(execution, signOut, signIn);
}
