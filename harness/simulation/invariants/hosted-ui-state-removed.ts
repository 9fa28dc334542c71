import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';

/** Of v6, in localStorage. v5 keeps its own in the sessionStorage of the tab, and removes it as it reads it. */
const STATE_KEY = /\.(inflightOAuth|inflightOAuthDeadline|oauthPKCE|oauthState)$/;

/** Where Amplify 6 finds that a sign-in is under way, calls wait for it; those that come afterwards would for nothing. */
export const hostedUiStateRemoved: Invariant = {
  name: 'hosted-ui-state-removed',
  statement:
    'Once the sign-in at the hosted UI has completed or failed, nothing stored says that it is under way.',
  check(execution) {
    const over = hostedUiCallbacks(execution).filter(
      ({ completedAt, failed }) => completedAt < Number.POSITIVE_INFINITY || failed,
    );
    return judgeEach(over, ({ device }) => {
      const keys = [...(execution.devices.get(device)?.data.keys() ?? [])];
      const left = keys
        .filter((key) => STATE_KEY.test(key))
        .map((key) => key.slice(key.lastIndexOf('.') + 1));
      if (left.length === 0) return undefined;
      return {
        symptom: 'state-left',
        message: `the sign-in at the hosted UI is over, and ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} still stored`,
      };
    });
  },
};
