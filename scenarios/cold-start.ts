import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: an app on React Native that was closed finds nobody signed in when it starts, although the tokens are
 * stored: what asks first comes before the storage has been read (v5 with its mirror in memory;
 * aws-amplify/amplify-js #3328, #4351, #7944).
 *
 * Must hold: calls of an app that is still starting wait for its storage.
 * Positive control: 5.3.24 without that wait, as with a storage of the app's own that loads late. 5.3.24 survives.
 */
export const coldStart = defineScenario({
  name: 'cold-start',
  title: 'The app asks for its session while it is still starting',
  description:
    'The app has just been started and is still loading what it keeps in storage, where the user is signed in. ' +
    'Calls are made at once.',
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
