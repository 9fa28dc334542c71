import { callsOn } from './calls-on.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { storedTokenKeys } from './stored-session.ts';
import { userChangingCalls } from './user-changing-calls.ts';

/**
 * Who signed out must not find the session back, nor the next user of the device find the tokens. Judged at the
 * end, when all is still: Amplify starts the removal in `signOut` without waiting for it.
 */
export const staysSignedOut: Invariant = {
  name: 'stays-signed-out',
  statement:
    'Once signOut has resolved and nobody signed in again, no token of the session is left or comes back.',
  check(execution) {
    const signedOut = [...execution.devices].filter(([device]) => {
      const calls = callsOn(execution, device);
      const signsOut = calls.some(({ api, status }) => api === 'signOut' && status === 'resolved');
      const signedIn =
        userChangingCalls(execution, device).some(({ api }) => api === 'signIn') ||
        hostedUiCallbacks(execution).some((callback) => callback.device === device);
      return signsOut && !signedIn;
    });
    return judgeEach(signedOut, ([, { data }]) => {
      const left = storedTokenKeys(data).map((key) => key.slice(key.lastIndexOf('.') + 1));
      if (left.length === 0) return undefined;
      const names = [...new Set(left)].sort().join(', ');
      return {
        symptom: 'tokens stored after sign-out',
        message: `signOut resolved, yet ${names} ${left.length === 1 ? 'is' : 'are'} stored at the end`,
      };
    });
  },
};
