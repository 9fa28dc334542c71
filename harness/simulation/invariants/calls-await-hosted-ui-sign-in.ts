import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn, saysSignedOut } from './calls-on.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { userChangingCalls } from './user-changing-calls.ts';

/** Since the page has loaded, in ms. By then platforms have given up the request: the sign-in is as good as failed. */
const LONGEST_WAIT = 60_000;

/**
 * An app that is told on the page to which the user comes back that nobody is signed in sends the user to the hosted UI
 * once more. Amplify means its calls there to wait for the exchange of the code. Other tabs may say so until it is
 * complete.
 */
export const callsAwaitHostedUiSignIn: Invariant = {
  name: 'calls-await-hosted-ui-sign-in',
  statement:
    'On the page to which a user returns from the hosted UI, no call says that nobody is signed in while the sign-in is being completed.',
  check(execution) {
    return judgeEach(callsDuringSignIn(execution), ({ call: { api, value, settleTime = 0 }, loadTime }) => {
      if (settleTime - loadTime >= LONGEST_WAIT || !saysSignedOut(value)) return undefined;
      return {
        symptom: `${api}-does-not-wait`,
        message: `${api} told the app that nobody is signed in while the sign-in at the hosted UI was being completed`,
      };
    });
  },
};

/** Calls on the page that the user came back to which began before the sign-in was complete. */
function callsDuringSignIn(execution: Execution): { call: CallRecord; loadTime: number }[] {
  return hostedUiCallbacks(execution).flatMap(({ device, realm, loadTime, completedAt }) => {
    if (completedAt === Number.POSITIVE_INFINITY) return [];
    if (userChangingCalls(execution, device).length > 0) return [];
    return callsOn(execution, device)
      .filter((call) => call.realm === realm && (call.startedAt ?? 0) < completedAt)
      .map((call) => ({ call, loadTime }));
  });
}
