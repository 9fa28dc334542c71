import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: users are signed out, their stored tokens gone, because the network failed while the tokens were
 * refreshed (aws-amplify/amplify-js #13999, #14033, #14130, #14522; v5: #7864, #13596).
 *
 * Must hold: a temporary network failure removes nothing. Calls may fail, with an error that says so.
 * Positive control: 6.6.6, which removes the tokens. 6.12.2 survives. With `calls=2`, 5.3.24 fails, too: it says that
 * nobody is signed in.
 */
export const flakyNetworkDuringRefresh = defineScenario({
  name: 'flaky-network-during-refresh',
  title: 'The network fails while the app refreshes',
  description:
    'The access token has expired. While concurrent calls refresh it, requests are lost on their way, or the answers ' +
    'to requests that have taken effect.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    faults: integer(3, 'how many requests or answers may be lost; clients try up to three times', {
      min: 1,
      max: 8,
    }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage, faults }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    faults: { network: ['request-lost', 'response-lost'], max: faults },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
