import { oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, BOB } from './parts.ts';

/**
 * Reported: after one user signs out and another signs in, the app still uses something of the first user
 * (aws-amplify/amplify-js #3492, #4101). A refresh of the first user's tokens is under way meanwhile, and stores them
 * afterwards.
 *
 * Must hold: once the second user has signed in, everything stored is theirs, and every later call says so.
 * Positive control: 6.22.1. With tokens that are still valid it survives, because there is no refresh.
 */
export const anotherUserSignsInDuringRefresh = defineScenario({
  name: 'another-user-signs-in-during-refresh',
  title: 'Another user signs in while a refresh of the first is under way',
  description:
    'The access token has expired. While a call refreshes it, the user signs out and another user signs in. The first ' +
    "user's tokens must not come back.",
  options: {
    ...PLATFORM_OPTIONS,
    tokens: oneOf(['expired', 'valid'], 'expired', 'whether the access token of the first user has expired'),
  },
  start: ({ platform, storage, tokens }) => ({
    ...appOfAlice({ platform, storage }, tokens),
  }),
  program: () => [
    { actor: 'page', realm: 'app', calls: [{ api: 'fetchAuthSession' }] },
    {
      actor: 'user',
      realm: 'app',
      calls: [{ api: 'signOut' }, { api: 'signIn', args: [{ ...BOB }] }, { api: 'getCurrentUser' }],
    },
  ],
});
