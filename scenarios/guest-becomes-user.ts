import type { AwsIdentity } from '../harness/amplify/client/auth-client.ts';
import { PLATFORMS } from '../harness/amplify/realm/globals.ts';
import { NOT_IN_FORCE, type OwnInvariant } from '../harness/simulation/invariants/invariant.ts';
import { flag, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE } from './parts.ts';

/** On a shared device, the next guest must not find what the previous guest stored at AWS. */
const nextGuestIsAnother: OwnInvariant = {
  name: 'next-guest-is-another',
  statement: 'The guest after a sign-out has a different AWS identity from the guest before the sign-in.',
  ignoresOrder: true,
  check({ calls }) {
    const ofUser = calls.filter(({ actor }) => actor === 'user');
    const signIn = ofUser.findIndex(({ api }) => api === 'signIn');
    const signOut = ofUser.findIndex(({ api, status }) => api === 'signOut' && status === 'resolved');
    const identities = (some: typeof ofUser) =>
      some.flatMap(({ value }) => (value as AwsIdentity | undefined)?.identityId ?? []);
    const before = identities(ofUser.slice(0, Math.max(0, signIn)));
    if (signOut === -1 || before.length === 0) return NOT_IN_FORCE;
    if (!identities(ofUser.slice(signOut)).some((identity) => before.includes(identity))) return undefined;
    return {
      symptom: 'identity-of-guest-before',
      message:
        'after signOut the app asked for AWS credentials as a guest, and got those of the previous guest',
    };
  },
};

/**
 * Reported: when a guest signs in, the identity pool gives the guest's identity to the user. An app that still uses it
 * as a guest is refused ("Access to Identity is forbidden"), or acts as a guest although the user is signed in
 * (aws-amplify/amplify-js #2089, #3627, #14207).
 *
 * Must hold: a signed-in user gets their own credentials, and after signing out those of a new guest.
 * Positive control: 6.22.1, where a guest's identity id that arrives late is stored although it now belongs to the user.
 * 6.12.2 survives: there, guests and users share nothing.
 */
export const guestBecomesUser = defineScenario({
  name: 'guest-becomes-user',
  title: 'A guest signs in while AWS credentials for the guest are being fetched',
  description:
    'The app has an identity pool with guest access. While a call fetches credentials for the guest, the guest signs ' +
    'in, asks for credentials as a user, signs out, and asks as a guest again.',
  options: {
    ...PLATFORM_OPTIONS,
    platform: oneOf(PLATFORMS, 'web', 'what the app runs on'),
    underWay: flag(true, "whether the guest's credentials are still being fetched when the guest signs in"),
    asks: flag(true, 'whether the user asks for credentials while signed in'),
    signOut: flag(true, 'whether the user signs out again and continues as a guest'),
  },
  start: ({ platform, storage }) => ({
    users: [ALICE],
    app: { identityPool: true },
    devices: { phone: { storage: storageOn(platform, storage) } },
    realms: { app: { device: 'phone', platform } },
  }),
  program: ({ underWay, asks, signOut }) => [
    ...(underWay ? [{ actor: 'page', realm: 'app', calls: [{ api: 'fetchCredentials' } as const] }] : []),
    {
      actor: 'user',
      realm: 'app',
      calls: [
        ...(underWay ? [] : [{ api: 'fetchCredentials' } as const]),
        { api: 'signIn', args: [{ ...ALICE }] },
        ...(asks ? [{ api: 'fetchCredentials' } as const] : []),
        ...(signOut ? [{ api: 'signOut' } as const, { api: 'fetchCredentials' } as const] : []),
      ],
    },
  ],
  invariants: [nextGuestIsAnother],
});
