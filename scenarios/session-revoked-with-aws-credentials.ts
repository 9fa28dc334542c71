import { PLATFORMS } from '../harness/amplify/realm/globals.ts';
import { judgeEach, NOT_IN_FORCE, type OwnInvariant } from '../harness/simulation/invariants/invariant.ts';
import { flag, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario, type ProgramCall } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, BOB } from './parts.ts';

const CREDENTIALS: ProgramCall = { api: 'fetchCredentials' };
const SIGN_IN: ProgramCall = { api: 'signIn', args: [{ ...ALICE }] };
const FINDS_OUT: ProgramCall = { api: 'fetchAuthSession', args: [{ forceRefresh: true }] };

/** How the app goes on once it knows that the session is dead. */
const NEXT = {
  guest: [CREDENTIALS],
  'another-user': [{ api: 'signIn', args: [{ ...BOB }] }, CREDENTIALS],
} as const satisfies Record<string, readonly ProgramCall[]>;

const OF_IDENTITY_POOL: ReadonlySet<string> = new Set(['GetId', 'GetCredentialsForIdentity']);

/** Guests and users are both entitled to AWS credentials: refused is who sends the identity of another. */
const identityPoolRefusesNothing: OwnInvariant = {
  name: 'identity-pool-refuses-nothing',
  statement: 'The identity pool refuses nothing that the app asks for.',
  ignoresOrder: true,
  check({ calls, server }) {
    // Closed amid the sign-in, the app may find half a session, which is another story.
    if (calls.some(({ api, status }) => api === 'signIn' && status !== 'resolved')) return NOT_IN_FORCE;
    // What is kept is put in order in the course of a call: who closes the app amid it may leave half of that.
    const isCutShort = calls.some(({ status }) => status === 'killed');
    const since = isCutShort ? ' once closed amid a call' : '';
    return judgeEach(
      server.log.filter(({ operation }) => OF_IDENTITY_POOL.has(operation)),
      ({ outcome }) =>
        outcome === 'ok'
          ? undefined
          : {
              symptom: isCutShort ? 'app-refused-after-cut-short-call' : 'app-refused',
              message: `the identity pool refused the app AWS credentials${since}: it asked in the name of another`,
            },
    );
  },
};

/**
 * Reported: once a session has expired or was revoked, requests to AWS fail with "Access to Identity is forbidden" or
 * "Logins don't match" until the app is started again: the identity of the user before is kept
 * (aws-amplify/amplify-js #2945, #3627, #14207).
 *
 * Must hold: who comes after the user, a guest or another user, gets AWS credentials of their own.
 * Positive control: 6.22.1. A sign-out makes it forget whose identity it holds; that a refresh is refused does not
 * (`TokenOrchestrator#handleErrors` clears tokens alone). 6.12.2 survives, where guests and users have nothing in common.
 * On Amplify 5 the call that finds out is rejected, and the program ends there.
 */
export const sessionRevokedWithAwsCredentials = defineScenario({
  name: 'session-revoked-with-aws-credentials',
  title: 'The session is revoked from elsewhere while the app holds AWS credentials',
  description:
    'The app has an identity pool, and AWS credentials of the user. The user signs out everywhere ' +
    'on another device. The app finds the refresh token refused, and asks for credentials again: as a guest, or for ' +
    'another user who signs in.',
  options: {
    next: oneOf(Object.keys(NEXT) as (keyof typeof NEXT)[], 'guest', 'who comes after the user'),
    guestBefore: flag(
      false,
      'whether the user had AWS credentials as a guest and signs in; else is signed in',
    ),
    guests: flag(true, 'whether the identity pool gives guests an identity'),
    closed: flag(false, 'whether the app is closed at any point, and finds out when it is opened again'),
    ...PLATFORM_OPTIONS,
    platform: oneOf(PLATFORMS, 'web', 'what the app runs on'),
  },
  start: ({ next, guestBefore, guests, closed, platform, storage }) => ({
    users: [ALICE, BOB],
    pool: { guestAccess: guests },
    app: { identityPool: true },
    devices: {
      phone: {
        storage: storageOn(platform, storage),
        ...(!guestBefore && { signedIn: { username: ALICE.username, tokens: 'valid' } }),
      },
    },
    realms: {
      app: {
        device: 'phone',
        platform,
        ...(closed && { kill: { callsAfterRestart: [FINDS_OUT, ...NEXT[next]] } }),
      },
    },
    faults: { users: ['user-signed-out'], max: 1 },
  }),
  program: ({ next, guestBefore, closed }) => [
    {
      actor: 'user',
      realm: 'app',
      calls: [
        ...(guestBefore ? [CREDENTIALS, SIGN_IN] : []),
        CREDENTIALS,
        ...(closed ? [] : [FINDS_OUT, ...NEXT[next]]),
      ],
    },
  ],
  invariants: [identityPoolRefusesNothing],
});
