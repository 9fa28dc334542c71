import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce, poolWith, rotationOptions } from './parts.ts';

/**
 * Reported: users of React Native apps find themselves signed out, or without a refresh token, after the app was
 * closed while it stored refreshed tokens (aws-amplify/amplify-js #13583).
 *
 * Must hold: killed at any point and started again, the app finds the session. With rotation that takes a grace
 * period: the process may die between the server's answer and the storage.
 * Positive control: 6.6.6, which clears the stored tokens before it stores new ones.
 */
export const appKilledDuringRefresh = defineScenario({
  name: 'app-killed-during-refresh',
  title: 'The app is killed while it refreshes, and started again',
  description:
    'The access token has expired. The app refreshes it, is killed at any point with whatever it had under way, ' +
    'and asks for the session again once it is back.',
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
