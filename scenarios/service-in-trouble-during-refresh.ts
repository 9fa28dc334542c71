import { FAULT_KINDS, mayAnswer } from '../fakes/cognito/fault-responses.ts';
import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/** The faulty answers that a refresh can get. */
const TROUBLES = FAULT_KINDS.filter((kind) => mayAnswer(kind, 'GetTokensFromRefreshToken'));

/**
 * Reported: users are signed out, their stored tokens gone, because Cognito throttled the refresh or answered with a
 * server error (aws-amplify/amplify-js #13565, #13973, #14534).
 *
 * Must hold: temporary trouble of the service removes nothing. Calls may fail, with an error that says so.
 * Positive control: 6.12.2, which removes the tokens after any error except a network error. 6.22.1 survives.
 */
export const serviceInTroubleDuringRefresh = defineScenario({
  name: 'service-in-trouble-during-refresh',
  title: 'Cognito throttles or fails while the app refreshes',
  description:
    'The access token has expired. While concurrent calls refresh it, the service answers all requests with an error ' +
    'for a time; by default it says that there are too many requests.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    trouble: oneOf(TROUBLES, 'throttled', 'what the service answers'),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage, trouble }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    faults: { outages: [trouble], max: 1 },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
