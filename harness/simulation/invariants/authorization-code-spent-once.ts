import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, NOT_IN_FORCE } from './invariant.ts';

/** Amplify refreshes elsewhere: here it exchanges codes alone. */
const EXCHANGE = '/oauth2/token';

/**
 * A code works once (RFC 6749, 4.1.2). The second exchange is refused, the app is told that the sign-in failed although
 * it did not, and a server may revoke what the first one got.
 */
export const authorizationCodeSpentOnce: Invariant = {
  name: 'authorization-code-spent-once',
  statement: 'No authorization code is exchanged for tokens more than once.',
  check(execution) {
    // What sends a request twice is not Amplify.
    if (execution.incidents.some(({ what }) => what === 'fault')) return NOT_IN_FORCE;
    const exchanges = execution.server.log.filter(({ operation }) => operation === EXCHANGE).length;
    const codes = hostedUiCallbacks(execution).length;
    if (exchanges === 0) return NOT_IN_FORCE;
    return exchanges > codes
      ? {
          symptom: 'code-exchanged-again',
          message: 'an authorization code was exchanged for tokens more than once',
        }
      : undefined;
  },
};
