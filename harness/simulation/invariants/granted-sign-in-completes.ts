import { isMishap } from '../execution/incident.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach, NOT_IN_FORCE } from './invariant.ts';
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
    'A sign-in that the server grants resolves where nothing goes wrong and the user does nothing else.',
  check(execution) {
    if (execution.incidents.some(isMishap)) return NOT_IN_FORCE;
    const callbacks = hostedUiCallbacks(execution);
    const signIns = [...execution.devices.keys()].flatMap((device) => {
      const acts = userActsOn(execution, device);
      const isAlone = acts.length === 1 && !callbacks.some((callback) => callback.device === device);
      return acts.filter(({ api }) => api === 'signIn').map((call) => ({ call, isAlone }));
    });
    const failed = signIns.filter(({ call }) => call.status === 'rejected');
    // Which of several was granted cannot be seen: then all must be such that none may fail.
    const isFailure = unreportedSessions(execution) > 0 && failed.every(({ isAlone }) => isAlone);
    const granted = signIns.filter(({ call }) => isComplete(call));
    return judgeEach(isFailure ? [...granted, ...failed] : granted, ({ call }) => {
      if (call.status !== 'rejected') return undefined;
      const error = call.error instanceof Error ? call.error.name : typeof call.error;
      return {
        symptom: 'granted-yet-rejected',
        message: `signIn was rejected (${error}) although the password was right and the server had granted tokens`,
      };
    });
  },
};
