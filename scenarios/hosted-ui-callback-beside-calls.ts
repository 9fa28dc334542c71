import { flag, integer } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { aliceComesBack, callsAtOnce } from './parts.ts';

/**
 * Reported: on the page to which the user returns from the hosted UI, calls say that nobody is signed in, and the app
 * sends the user there again (aws-amplify/amplify-js #4385, #7765, #13534); the code is exchanged twice (#7635); calls
 * hang (#12814).
 *
 * Must hold: the sign-in completes, its code is spent once, nothing stored still says that it is under way, and no call
 * on that page says that nobody is signed in, neither while the code is being exchanged nor afterwards.
 * Positive control: 6.22.1, if the user was away for more than 5 minutes: its calls no longer wait then. If the user
 * returns sooner, it survives. Amplify 5 waits for 10 seconds.
 */
export const hostedUiCallbackBesideCalls = defineScenario({
  name: 'hosted-ui-callback-beside-calls',
  title: 'The user returns from the hosted UI while the app makes calls',
  description:
    'The user has signed in at the hosted UI, and the page loads with the authorization code in its URL. While ' +
    'Amplify exchanges the code for tokens, the app asks who is signed in.',
  options: {
    calls: integer(2, 'how many concurrent calls', { min: 1, max: 8 }),
    minutes: integer(1, 'how long the user was away', { max: 60 }),
    faults: integer(0, 'how many requests or answers may be lost', { max: 8 }),
    full: flag(false, 'whether the storage may be full from any write on'),
  },
  start: ({ minutes, faults, full }) => ({
    ...aliceComesBack(minutes),
    ...((faults > 0 || full) && {
      faults: {
        ...(faults > 0 && { network: ['request-lost', 'response-lost'] }),
        ...(full && { storage: [{ kind: 'quota-exceeded', lasts: true }] }),
        max: faults + Number(full),
      },
    }),
  }),
  program: ({ calls }) => callsAtOnce(calls, ['tab'], { thenCalls: [{ api: 'fetchAuthSession' }] }),
});
