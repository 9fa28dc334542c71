import { PLATFORMS } from '../harness/amplify/realm/globals.ts';
import { flag, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE } from './parts.ts';

/**
 * Reported: when a guest signs in the identity pool gives the guest's identity to the user; an app that still holds it
 * afterwards is refused ("Access to Identity is forbidden"), or acts as a guest although signed in
 * (aws-amplify/amplify-js #2089, #3627, #14207).
 *
 * Must hold: who is signed in gets credentials of their own, and once signed out again those of a new guest.
 * Positive control: 6.22.1, where a guest's identity id that arrives late is stored although it has become the user's.
 * 6.12.2 survives: there guests and users have nothing in common.
 */
export const guestBecomesUser = defineScenario({
  name: 'guest-becomes-user',
  title: 'A guest signs in while AWS credentials of the guest are on their way',
  description:
    'The app has an identity pool with guest access. While a call fetches credentials for the guest, the guest signs ' +
    'in, asks for credentials as a user, signs out and asks as a guest.',
  options: {
    ...PLATFORM_OPTIONS,
    platform: oneOf(PLATFORMS, 'web', 'what the app runs on'),
    signOut: flag(true, 'whether the user signs out again and goes on as a guest'),
  },
  start: ({ platform, storage }) => ({
    users: [ALICE],
    app: { identityPool: true },
    devices: { phone: { storage: storageOn(platform, storage) } },
    realms: { app: { device: 'phone', platform } },
  }),
  program: ({ signOut }) => [
    { actor: 'page', realm: 'app', calls: [{ api: 'fetchCredentials' }] },
    {
      actor: 'user',
      realm: 'app',
      calls: [
        { api: 'signIn', args: [{ ...ALICE }] },
        { api: 'fetchCredentials' },
        ...(signOut ? [{ api: 'signOut' } as const, { api: 'fetchCredentials' } as const] : []),
      ],
    },
  ],
});
