import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { CHANGES_USER, callsOn } from './expectation.ts';
import { type HostedUiCallback, hostedUiCallbacks } from './hosted-ui-callback.ts';
import type { Invariant } from './invariant.ts';

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
    'On a page that a user comes back to from the hosted UI no call says that nobody is signed in while the sign-in is being completed.',
  check(execution) {
    for (const callback of hostedUiCallbacks(execution)) {
      const told = toldTooEarly(execution, callback);
      if (!told) continue;
      return {
        symptom: `${told.api} does not await the sign-in at the hosted UI`,
        message: `${told.api} told the app that nobody is signed in while the sign-in at the hosted UI was being completed`,
      };
    }
    return undefined;
  },
};

function toldTooEarly(
  execution: Execution,
  { device, realm, loadTime, completedAt }: HostedUiCallback,
): CallRecord | undefined {
  if (completedAt === Number.POSITIVE_INFINITY) return undefined;
  const calls = callsOn(execution, device);
  if (calls.some(({ api }) => CHANGES_USER.has(api))) return undefined;
  return calls.find(
    ({ realm: of, value, startedAt = 0, settleTime = 0 }) =>
      of === realm &&
      startedAt < completedAt &&
      settleTime - loadTime < LONGEST_WAIT &&
      typeof value === 'object' &&
      value !== null &&
      'signedIn' in value &&
      value.signedIn === false,
  );
}
