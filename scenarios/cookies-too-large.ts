import { flag } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE } from './parts.ts';

/** Stands for a user's many attributes and added claims. With the usual claims it exceeds 4096 bytes. */
const LONG_EMAIL = `${'a'.repeat(2600)}@example.com`;

/**
 * Reported: an app that stores tokens in cookies finds nobody signed in right after a sign-in, because the id token is
 * too large for a cookie and the browser silently drops it (aws-amplify/amplify-js #1545, #11649).
 *
 * Must hold: a user who has signed in is signed in.
 * Positive control: 6.22.1, whose `getCurrentUser` resolves without a name if the id token is missing. With small
 * tokens it survives.
 */
export const cookiesTooLarge = defineScenario({
  name: 'cookies-too-large',
  title: 'The user signs in, and the id token is too large for a cookie',
  description:
    'The app keeps its tokens in cookies. The user has long attributes, so the id token exceeds the 4096 bytes of a ' +
    'cookie. The user signs in, and the app asks who is signed in while the page fetches the session.',
  options: {
    large: flag(true, 'whether the id token is too large'),
  },
  start: ({ large }) => ({
    users: [{ ...ALICE, ...(large && { email: LONG_EMAIL }) }],
    devices: { browser: { storage: 'cookies' } },
    realms: { app: { device: 'browser', platform: 'web' } },
  }),
  program: () => [
    { actor: 'page', realm: 'app', calls: [{ api: 'fetchAuthSession' }] },
    {
      actor: 'user',
      realm: 'app',
      calls: [{ api: 'signIn', args: [{ ...ALICE }] }, { api: 'getCurrentUser' }],
    },
  ],
});
