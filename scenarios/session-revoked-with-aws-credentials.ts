import { PLATFORMS } from '../harness/amplify/realm/globals.ts';
import { judgeEach, NOT_IN_FORCE, type OwnInvariant } from '../harness/simulation/invariants/invariant.ts';
import { flag, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario, type ProgramCall } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, BOB } from './parts.ts';

const CREDENTIALS: ProgramCall = { api: 'fetchCredentials' };
const SIGN_IN: ProgramCall = { api: 'signIn', args: [{ ...ALICE }] };
const FINDS_OUT: ProgramCall = { api: 'fetchAuthSession', args: [{ forceRefresh: true }] };

/** What the app does once it knows that the session is dead. */
const NEXT = {
  guest: [CREDENTIALS],
  'another-user': [{ api: 'signIn', args: [{ ...BOB }] }, CREDENTIALS],
} as const satisfies Record<string, readonly ProgramCall[]>;

const OF_IDENTITY_POOL: ReadonlySet<string> = new Set(['GetId', 'GetCredentialsForIdentity']);

/** Guests and users are both entitled to AWS credentials. The pool refuses only a request with another user's identity. */
const identityPoolRefusesNothing: OwnInvariant = {
  name: 'identity-pool-refuses-nothing',
  statement: 'The identity pool refuses nothing that the app asks for.',
  ignoresOrder: true,
  check({ calls, server }) {
    // An app that was closed during the sign-in may find half a session. Other invariants judge that.
    if (calls.some(({ api, status }) => api === 'signIn' && status !== 'resolved')) return NOT_IN_FORCE;
    // A call updates what is kept, step by step. Closing the app during the call may leave half of it.
    const isCutShort = calls.some(({ status }) => status === 'killed');
    const since = isCutShort ? ' after being closed during a call' : '';
    return judgeEach(
      server.log.filter(({ operation }) => OF_IDENTITY_POOL.has(operation)),
      ({ outcome }) =>
        outcome === 'ok'
          ? undefined
          : {
              symptom: isCutShort ? 'app-refused-after-cut-short-call' : 'app-refused',
              message: `the identity pool refused the app AWS credentials${since}: it asked in another user's name`,
            },
    );
  },
};

/**
 * Reported: after a session has expired or been revoked, requests to AWS fail with "Access to Identity is forbidden" or
 * "Logins don't match" until the app is started again, because it keeps the identity of the previous user
 * (aws-amplify/amplify-js #2945, #3627, #14207).
 *
 * Must hold: a guest or another user who comes next gets their own AWS credentials.
 * Positive control: 6.22.1. A sign-out makes it forget whose identity it holds; a refused refresh does not
 * (`TokenOrchestrator#handleErrors` clears only the tokens). 6.12.2 survives: there, guests and users share nothing.
 * On Amplify 5 the call that finds out is rejected, and the program ends there.
 */
export const sessionRevokedWithAwsCredentials = defineScenario({
  name: 'session-revoked-with-aws-credentials',
  title: 'The session is revoked from elsewhere while the app holds AWS credentials',
  description:
    'The app has an identity pool, and AWS credentials of the user. The user signs out everywhere ' +
    'on another device. The server refuses the refresh token, and the app asks for credentials again: as a guest, or ' +
    'for another user who signs in.',
  options: {
    next: oneOf(Object.keys(NEXT) as (keyof typeof NEXT)[], 'guest', 'who uses the app next'),
    guestBefore: flag(
      false,
      'whether the user first gets AWS credentials as a guest and then signs in, instead of being signed in',
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
