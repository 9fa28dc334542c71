import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: apps that keep tokens in the keychain find nobody signed in when they run while the device is locked,
 * "User interaction is not allowed" (expo/expo #23924), and users open their device to find themselves logged out
 * (aws-amplify/amplify-js #7944).
 *
 * Must hold: entries that cannot be read for a time are not taken for missing entries.
 * Positive control: 6.22.1, which takes any error while loading tokens for "no tokens". Without the lock it survives.
 */
export const deviceLockedDuringRefresh = defineScenario({
  name: 'device-locked-during-refresh',
  title: 'The device is locked while the app refreshes in the background',
  description:
    'The access token has expired. The storage can be read only while the device is unlocked. While calls in the ' +
    'background refresh the token, the device is locked for a time.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    locks: integer(1, 'how often the device may be locked', { max: 4 }),
    storage: oneOf(
      ['async-storage-ios', 'secure-store-ios'],
      'async-storage-ios',
      "the app's storage; the secure store needs Amplify 6",
    ),
  },
  start: ({ locks, storage }) => ({
    ...appOfAlice({ platform: 'react-native', storage }, 'expired'),
    ...(locks > 0 && { faults: { storage: [{ kind: 'locked', lasts: true }], max: locks } }),
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
