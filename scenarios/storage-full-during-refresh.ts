import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: writing tokens fails because the storage is full, "QuotaExceededError" (aws-amplify/amplify-js #6154,
 * #9140). A set of tokens has several entries, so it can fail half-way.
 *
 * Must hold: a failed write does not lose what was stored before: the session survives, and the next refresh works.
 * Positive control: 6.6.6, which clears the stored tokens before it stores new ones. 6.12.2 survives.
 */
export const storageFullDuringRefresh = defineScenario({
  name: 'storage-full-during-refresh',
  title: 'The storage is full in the middle of writing refreshed tokens',
  description:
    'The access token has expired. Calls refresh it, and from any of their writes on, the storage of the device is ' +
    'full for a time.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    storage: oneOf(
      ['local-storage', 'async-storage-android', 'async-storage-ios'],
      'local-storage',
      "the app's storage, of a browser or of React Native",
    ),
  },
  start: ({ storage }) => ({
    ...appOfAlice({ platform: storage === 'local-storage' ? 'web' : 'react-native', storage }, 'expired'),
    faults: {
      storage: [{ kind: storage === 'local-storage' ? 'quota-exceeded' : 'disk-full', lasts: true }],
      max: 1,
    },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
