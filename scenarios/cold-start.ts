import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: a React Native app that was closed finds nobody signed in when it starts, although the tokens are stored:
 * the first call runs before the storage has been read (v5 with its mirror in memory; aws-amplify/amplify-js #3328,
 * #4351, #7944).
 *
 * Must hold: calls wait for the storage while the app is still starting.
 * Positive control: 5.3.24 without that wait, as with an app's own storage that loads late. 5.3.24 survives.
 */
export const coldStart = defineScenario({
  name: 'cold-start',
  title: 'The app asks for its session while it is still starting',
  description:
    'The app has just started and is still loading its stored data. The user is signed in. Calls begin at once.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    tokens: oneOf(['expired', 'valid'], 'expired', 'whether the access token has expired meanwhile'),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage, tokens }) => ({
    ...appOfAlice({ platform, storage }, tokens),
    boot: 'concurrent',
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
