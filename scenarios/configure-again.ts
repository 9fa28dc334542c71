import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: after a second call of `Amplify.configure`, by a component that is mounted again or by a second entry
 * point, Amplify has part of the old and part of the new configuration (aws-amplify/amplify-js #4729, #13901,
 * #14620, #14820).
 *
 * Must hold: configured again with the same configuration, the app is still signed in. On React Native the app has
 * given Amplify its own storage (`setKeyValueStorage`), such as one that encrypts.
 * Positive control: 6.22.1, which returns to its default storage. 6.12.2 survives.
 */
export const configureAgain = defineScenario({
  name: 'configure-again',
  title: 'Amplify is configured again while the app uses it',
  description:
    'The access token has expired, and calls refresh it. Meanwhile the app configures Amplify again, with the same ' +
    'configuration, and asks who is signed in.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage }) => appOfAlice({ platform, storage }, 'expired'),
  program: ({ calls }) => [
    ...callsAtOnce(calls, ['app']),
    { actor: 'page', realm: 'app', calls: [{ api: 'configure' }, { api: 'getCurrentUser' }] },
  ],
});
