import type { Execution } from '../execution/execution.ts';
import { isFaultIncident } from '../execution/incident.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn, isHonouredOn, requestsFrom } from './on-device.ts';
import { lastUserChange, whoDuring } from './user-changes.ts';

/** Calls that have no reason of their own to fail. */
const JUDGED: ReadonlySet<string> = new Set([
  'fetchAuthSession',
  'getCurrentUser',
  'fetchCredentials',
  'signIn',
]);
const OF_IDENTITY_POOL: ReadonlySet<string> = new Set(['GetId', 'GetCredentialsForIdentity']);

/**
 * What was kept of the user before must not stand in the way of the next. Amplify 6 takes the identity id that it holds
 * for the one of whoever is signed in now (`IdentityIdProvider.ts`): one that arrives late, after a change of user, stays,
 * and the identity pool refuses it to the next user with "Logins don't match" until the app is started again. So it is
 * with the guest that comes after a user: "Access to Identity is forbidden".
 *
 * So it is with a sign-in after a sign-out: Amplify 6 refuses it, "There is already a signed in user", where it finds the
 * session that it has just ended. `signOut` resolves before the entries are removed (`signOut.ts` does not await
 * `clearTokens`), and a refresh under way may bring them back. A sign-in over somebody who is signed in may be refused.
 *
 * A refusal by the identity pool is no excuse: the server honours the session, so what it refuses is what Amplify sent.
 * Where the user pool has refused the device something a call may have that reason, such as a session that is dead.
 */
export const callsWorkAfterUserChange: Invariant = {
  name: 'calls-work-after-user-change',
  statement: 'After a user has signed in or out, no later call fails unless something goes wrong.',
  check(execution) {
    const calls = [...execution.devices.keys()].flatMap((device) => {
      if (incidentsOn(execution, device).some(isFaultIncident) || isRefused(execution, device)) return [];
      return callsOn(execution, device).filter((call) => mayNotFail(execution, device, call));
    });
    return judgeEach(calls, ({ api, status, error }) => {
      if (status !== 'rejected') return undefined;
      const name = error instanceof Error ? error.name : typeof error;
      return {
        symptom: `${api}-fails-with-${name}`,
        message: `${api} was rejected (${name}) although it began after the change of user and nothing went wrong`,
      };
    });
  },
};

/** Whether the user pool has refused a request of the device. */
function isRefused(execution: Execution, device: string): boolean {
  return requestsFrom(execution, device).some(
    ({ operation, outcome }) => outcome !== 'ok' && !OF_IDENTITY_POOL.has(operation),
  );
}

/** Whether a call began after a change of user, for a user whom the server honours, or for a guest. */
function mayNotFail(execution: Execution, device: string, call: CallRecord): boolean {
  if (!JUDGED.has(call.api) || !lastUserChange(execution, device, call.startedAt, call)) return false;
  const who = whoDuring(execution, device, call);
  if (who === 'unknown') return false;
  const { server, start } = execution;
  if (call.api === 'signIn') return who === 'nobody';
  if (who === 'nobody') {
    return (
      call.api !== 'fetchCredentials' || (start.app?.identityPool === true && server.options.guestAccess)
    );
  }
  return isHonouredOn(execution, device, who.username);
}
