import { isFaultIncident } from '../execution/incident.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';
import { isComplete, unreportedSessions, userActsOn } from './user-changing-calls.ts';

/**
 * The password was right, the server has opened a session, nothing went wrong, and yet the app shows an error: the user
 * types the password again, or is locked out of an app that has tokens stored. Amplify 6 asks who is signed in after it
 * has stored the tokens, and rejects with `UnexpectedSignInInterruptionException` where they have been removed meanwhile
 * (`dispatchSignedInHubEvent.ts`).
 *
 * A sign-in that Amplify refuses by itself, without a request, is granted nothing: where nobody is signed in after a
 * sign-out, `calls-work-after-user-change` judges it. Where somebody is, Amplify 6 is right to refuse it; where nobody has
 * been, nothing is left over that it could be refused for.
 *
 * Judged where the sign-in is all that the user does on its device: another sign-in or a sign-out may be what undid it.
 */
export const grantedSignInCompletes: Invariant = {
  name: 'granted-sign-in-completes',
  statement:
    'A sign-in that the server grants resolves if nothing goes wrong and the user does nothing else.',
  check(execution) {
    const callbacks = hostedUiCallbacks(execution);
    const granted = [...execution.devices.keys()].flatMap((device) => {
      if (incidentsOn(execution, device).some(isFaultIncident)) return [];
      const acts = userActsOn(execution, device);
      const isAlone = acts.length === 1 && !callbacks.some((callback) => callback.device === device);
      const isAnyUnreported = isAlone && unreportedSessions(execution, device) > 0;
      return acts.filter(
        (call) =>
          isComplete(call) || (isAnyUnreported && call.api === 'signIn' && call.status === 'rejected'),
      );
    });
    return judgeEach(granted, (call) => {
      if (call.status !== 'rejected') return undefined;
      const error = call.error instanceof Error ? call.error.name : typeof call.error;
      return {
        symptom: 'granted-yet-rejected',
        message: `signIn was rejected (${error}) although the password was right and the server had granted tokens`,
      };
    });
  },
};
