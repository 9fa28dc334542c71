import { PLATFORMS } from '../harness/amplify/realm/globals.ts';
import { flag, oneOf } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, BOB } from './parts.ts';

/**
 * Reported: after another user signs in, requests to AWS fail with "Logins don't match" or are made in the name of the
 * previous user, whose credentials and identity id Amplify keeps (aws-amplify/amplify-js #2945, #4101).
 *
 * Must hold: AWS credentials and identity id belong to the signed-in user, whatever was under way for the previous one.
 * Positive control: 6.22.1. With no call under way it survives.
 */
export const credentialsAcrossUsers = defineScenario({
  name: 'credentials-across-users',
  title: 'Another user signs in while AWS credentials of the first are being fetched',
  description:
    'The app has an identity pool. While a call fetches AWS credentials for one user, that user signs out; another ' +
    'user signs in and asks for credentials, too.',
  options: {
    platform: oneOf(PLATFORMS, 'web', 'what the app runs on'),
    meanwhile: oneOf(
      ['fetchCredentials', 'nothing'],
      'fetchCredentials',
      'what is under way for the first user',
    ),
    before: flag(false, 'whether the first user gets credentials before signing out'),
    guests: flag(true, 'whether the identity pool gives guests an identity'),
  },
  start: ({ platform, guests }) => ({
    ...appOfAlice({ platform, storage: 'fifo' }, 'valid'),
    app: { identityPool: true },
    pool: { guestAccess: guests },
  }),
  program: ({ meanwhile, before }) => [
    ...(meanwhile === 'nothing'
      ? []
      : [{ actor: 'page', realm: 'app', calls: [{ api: meanwhile } as const] }]),
    {
      actor: 'user',
      realm: 'app',
      calls: [
        ...(before ? [{ api: 'fetchCredentials' } as const] : []),
        { api: 'signOut' },
        { api: 'signIn', args: [{ ...BOB }] },
        { api: 'fetchCredentials' },
      ],
    },
  ],
});
