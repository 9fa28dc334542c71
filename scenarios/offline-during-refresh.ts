import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: users who open the app without a connection, or lose it, are signed out, their stored tokens gone
 * (aws-amplify/amplify-js #10393, #13596, #13999, #14033, #14522).
 *
 * Must hold: while the device is offline, calls may fail, with an error that says so. Nothing is removed, and no call
 * says that nobody is signed in.
 * Positive control: 6.6.6, which removes the tokens. 6.12.2 survives.
 */
export const offlineDuringRefresh = defineScenario({
  name: 'offline-during-refresh',
  title: 'The device goes offline while the app refreshes',
  description:
    'The access token has expired. While concurrent calls refresh it, the device loses its connection for a time, ' +
    'which may be long enough for every attempt to fail.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    faults: { outages: ['offline'], max: 1 },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
