import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: apps that keep tokens in the keychain find nobody signed in when they run while the device is locked,
 * "User interaction is not allowed" (expo/expo #23924), and users open their device to find themselves logged out
 * (aws-amplify/amplify-js #7944).
 *
 * Must hold: entries that cannot be read for a while are not taken for entries that are not there.
 * Positive control: 6.22.1, which takes any error while it loads tokens for "no tokens". Without the lock it survives.
 */
export const deviceLockedDuringRefresh = defineScenario({
  name: 'device-locked-during-refresh',
  title: 'The device is locked while the app refreshes in the background',
  description:
    'The access token has expired. The storage gives entries out only while the device is unlocked, and while calls ' +
    'in the background refresh it the device is locked for a time.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    locks: integer(1, 'how often the device may be locked', { max: 4 }),
    storage: oneOf(
      ['async-storage-ios', 'secure-store-ios'],
      'async-storage-ios',
      'what the app stores in; the secure store with Amplify 6 only',
    ),
  },
  start: ({ locks, storage }) => ({
    ...appOfAlice({ platform: 'react-native', storage }, 'expired'),
    faults: { storage: [{ kind: 'locked', lasts: true }], max: locks },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
