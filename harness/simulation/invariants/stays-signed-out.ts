import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { readStoredSession, STAND_IN_NAME, storedTokenKeys } from './stored-session.ts';
import { hearsAtOnce } from './user-changes.ts';
import { isComplete, userChangingCalls } from './user-changing-calls.ts';

/**
 * Who signed out must not find the session back, nor the next user of the device find the tokens. Judged at the
 * end, when all is still: Amplify starts the removal in `signOut` without waiting for it.
 *
 * Where somebody had signed in before, the tokens of that user are judged alone: Amplify 5 lets a user sign in over
 * another, whose tokens it then leaves. Judged besides are those that an app finds as the session of who is signed in,
 * under the stand-in name too, where no name is stored: a refresh under way for the user before stores them there, and
 * with the next start that user is signed in again. And the sign-out must have heard of the sign-in, as tabs of other
 * processes need not.
 */
export const staysSignedOut: Invariant = {
  name: 'stays-signed-out',
  statement:
    'Once signOut has resolved and nobody signed in again, no token of the session is left or comes back.',
  check(execution) {
    const signedOut = [...execution.devices].filter(([device]) => {
      if (hostedUiCallbacks(execution).some((callback) => callback.device === device)) return false;
      const signIns = signInsOn(execution, device);
      return callsOn(execution, device).some(
        (call) =>
          call.api === 'signOut' &&
          call.status === 'resolved' &&
          signIns.every((signIn) => isOver(signIn, call) && hearsAtOnce(execution, call.realm, signIn.realm)),
      );
    });
    return judgeEach(signedOut, ([device, state]) => {
      const { data } = state;
      const found = readStoredSession(state, execution.server.options.clientId).username ?? STAND_IN_NAME;
      const last = signInsOn(execution, device).at(-1)?.value as { readonly username?: string } | undefined;
      const left = storedTokenKeys(data)
        .filter(
          (key) =>
            !last ||
            key.includes(`.${found}.`) ||
            execution.server.inspect(data.get(key) ?? '')?.username === last.username,
        )
        .map((key) => key.slice(key.lastIndexOf('.') + 1));
      if (left.length === 0) return undefined;
      const names = [...new Set(left)].sort().join(', ');
      return {
        symptom: 'tokens-stored',
        message: `signOut resolved, yet ${names} ${left.length === 1 ? 'is' : 'are'} stored at the end`,
      };
    });
  },
};

/** Sign-ins that may have signed somebody in, in the order in which they ended. */
function signInsOn(execution: Execution, device: string): CallRecord[] {
  return userChangingCalls(execution, device)
    .filter(({ api }) => api === 'signIn')
    .sort((one, other) => (one.settledAt ?? 0) - (other.settledAt ?? 0));
}

function isOver(signIn: CallRecord, { startedAt = 0 }: CallRecord): boolean {
  return isComplete(signIn) && (signIn.settledAt ?? Number.POSITIVE_INFINITY) <= startedAt;
}
