import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce, poolWith, rotationOptions } from './parts.ts';

/**
 * Reported: users of React Native apps find themselves signed out, or without a refresh token, after the app was
 * closed while it stored refreshed tokens (aws-amplify/amplify-js #13583).
 *
 * Must hold: killed at any point and started again, the app finds the session. With rotation this needs a grace
 * period: the process may die after the server's answer and before the tokens are stored.
 * Positive control: 6.6.6, which clears the stored tokens before it stores new ones.
 */
export const appKilledDuringRefresh = defineScenario({
  name: 'app-killed-during-refresh',
  title: 'The app is killed during a refresh, and started again',
  description:
    'The access token has expired. The app refreshes it, is killed at any point together with all that is under way, ' +
    'and asks for the session when it starts again.',
  options: {
    calls: integer(1, 'how many concurrent calls before the kill', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
    ...rotationOptions({ rotation: false, grace: 10 }),
  },
  start: ({ platform, storage, rotation, grace }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    pool: poolWith({ rotation, grace }),
    realms: {
      app: { device: 'phone', platform, kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }] } },
    },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
