import { codeExchangesFrom } from './code-exchanges.ts';
import { hostedUiCallbacksOn } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/**
 * A code works once (RFC 6749, 4.1.2). The second exchange is refused, the app hears that the sign-in failed although
 * it did not, and a server may revoke what the first one got.
 */
export const authorizationCodeSpentOnce: Invariant = {
  name: 'authorization-code-spent-once',
  statement: 'No authorization code is exchanged for tokens more than once.',
  check(execution) {
    const exchanging = [...execution.devices.keys()].flatMap((device) => {
      // What sends a request twice is not Amplify.
      if (incidentsOn(execution, device).some(({ what }) => what === 'fault')) return [];
      const exchanges = codeExchangesFrom(execution, device);
      const codes = hostedUiCallbacksOn(execution, device);
      return exchanges.length > 0 ? [{ exchanges: exchanges.length, codes: codes.length }] : [];
    });
    return judgeEach(exchanging, ({ exchanges, codes }) =>
      exchanges > codes
        ? {
            symptom: 'code-exchanged-again',
            message: 'an authorization code was exchanged for tokens more than once',
          }
        : undefined,
    );
  },
};
