import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { sessionsOn } from './on-device.ts';

/**
 * Calls on a device that may have changed who is signed in on it.
 *
 * A sign-in that was granted nothing changes nothing, however it ended: Amplify refuses it because somebody is signed
 * in, the password is wrong, the request never arrived, the app was killed before. Tokens are all that a sign-in stores,
 * and they come with a session of the server's. Nor does a sign-out that did not resolve, if no entry of a session was
 * removed while it ran, and the server still honours every session of the device: Amplify 5 gives up a sign-out everywhere that the
 * server refuses before it removes anything (`Auth.ts`, `cognitoIdSignOut`), and an app may be killed before that.
 *
 * What a refresh removes while a sign-out of its realm runs counts as removed by the sign-out, as who asked cannot be
 * seen for sure. So a refresh that loses the session meanwhile is not judged, where the sign-out is then refused, killed
 * or never ends. That is no wrong to the user: to be signed out here is what was asked for, and an app whose sign-out is
 * refused is told so. What is lost before the sign-out begins, after it is refused, or to another process of the device,
 * is judged; and so is whatever of it comes back, once a sign-out has resolved.
 *
 * Decided by facts that do not depend on the order of steps: how calls ended, and which sessions the server has opened.
 * Which sign-in of a device a session is of that no app was told of is not looked for: with one, every sign-in there that
 * did not end well counts.
 */
export function userChangingCalls(execution: Execution, device: string): CallRecord[] {
  const isAnyUnreported = unreportedSessions(execution, device) > 0;
  return userActsOn(execution, device).filter((call) =>
    call.api === 'signOut' ? !hasLeftAll(call, execution, device) : isComplete(call) || isAnyUnreported,
  );
}

/** Whether a sign-out did not come to its end, and left everything as it was until then. */
function hasLeftAll({ status, removed }: CallRecord, execution: Execution, device: string): boolean {
  return (
    status !== 'resolved' &&
    !removed.some((key) => key.includes('CognitoIdentityServiceProvider.')) &&
    honoursAllOn(execution, device)
  );
}

/** Whether the server honours all sessions of a device. */
export function honoursAllOn(execution: Execution, device: string): boolean {
  return sessionsOn(execution, device).every(({ newestRefreshToken }) =>
    execution.server.honours(newestRefreshToken),
  );
}

/** Whether a sign-in was complete. */
export function isComplete({ api, status, value }: CallRecord): boolean {
  return api === 'signIn' && status === 'resolved' && (value as { complete?: boolean })?.complete === true;
}

/** Calls on a device with which a user means to change who is signed in. */
export function userActsOn(execution: Execution, device: string): CallRecord[] {
  return callsOn(execution, device).filter(({ api }) => api === 'signIn' || api === 'signOut');
}

/** Number of sessions that the server has opened for sign-ins on a device without any app hearing that they are complete. */
export function unreportedSessions(execution: Execution, device: string): number {
  const initial = initialSessionOn(execution, device);
  const opened = sessionsOn(execution, device).filter(({ id, atHostedUi }) => id !== initial && !atHostedUi);
  return opened.length - callsOn(execution, device).filter(isComplete).length;
}

/** The id of the session that was stored on a device at the start. */
export function initialSessionOn({ server, devices }: Execution, device: string): string | undefined {
  const refreshToken = devices.get(device)?.initial?.tokens.refreshToken;
  return refreshToken === undefined ? undefined : server.inspect(refreshToken)?.sessionId;
}
