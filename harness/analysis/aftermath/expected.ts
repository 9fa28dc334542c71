import type { Execution } from '../../simulation/execution/execution.ts';
import { callsOn } from '../../simulation/invariants/calls-on.ts';
import { liveSessions } from '../../simulation/invariants/expectation.ts';

/**
 * What the user of a device can expect.
 * - `signed-in`: a session that nobody asked to end and that the server honours.
 * - `signed-out`: the user has signed out and not in again.
 * - `dead`: there was a session, and the server no longer honours it.
 * - `open`: there was none at the start, or the app has changed the user.
 */
export type Expected =
  | { readonly kind: 'signed-in'; readonly username: string }
  | { readonly kind: 'signed-out' | 'dead' | 'open' };

/** @param execution one that has reached its end */
export function expectedOn(device: string, execution: Execution): Expected {
  const live = liveSessions(execution).find((session) => session.device === device);
  if (live) return { kind: 'signed-in', username: live.username };
  const calls = callsOn(execution, device);
  if (calls.some(({ api }) => api === 'signIn')) return { kind: 'open' };
  if (calls.some(({ api, status }) => api === 'signOut' && status === 'resolved'))
    return { kind: 'signed-out' };
  const hadSession = execution.devices.get(device)?.initial !== undefined;
  return { kind: hadSession && !calls.some(({ api }) => api === 'signOut') ? 'dead' : 'open' };
}
