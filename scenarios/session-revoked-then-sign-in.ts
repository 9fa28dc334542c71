import { judgeEach, type OwnInvariant } from '../harness/simulation/invariants/invariant.ts';
import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, appOfAlice, callsAtOnce } from './parts.ts';

/** If the answer is "nobody", the app shows its sign-in page. If the call fails, it shows an error, and the user is stuck. */
const whoIsSignedInIsAnswered: OwnInvariant = {
  name: 'who-is-signed-in-is-answered',
  statement: 'Once the session is dead, getCurrentUser says that nobody is signed in, and is not rejected.',
  ignoresOrder: true,
  check: ({ calls }) =>
    judgeEach(
      calls.filter(({ api }) => api === 'getCurrentUser'),
      ({ status, error }) => {
        if (status !== 'rejected') return undefined;
        const name = error instanceof Error ? error.name : typeof error;
        return {
          symptom: `getCurrentUser-fails-with-${name}`,
          message: `getCurrentUser was rejected (${name}) instead of saying that nobody is signed in`,
        };
      },
    ),
};

/**
 * Reported: a user who signed out everywhere on another device cannot leave the dead session, or signs in and is not
 * signed in (aws-amplify/amplify-js #2638, #3540).
 *
 * Must hold: calls find out that the session is dead, and a later sign-in stays: their late clean-up must not remove
 * the new tokens.
 * Positive control: 6.22.1, which removes refused tokens without waiting for it. With no other call it survives.
 */
export const sessionRevokedThenSignIn = defineScenario({
  name: 'session-revoked-then-sign-in',
  title: 'The session is revoked from elsewhere, and the user signs in again',
  description:
    'The user has signed out everywhere on another device. Here the access token has expired, and the server refuses ' +
    'the refresh token of calls while the user signs in again.',
  options: {
    calls: integer(1, 'how many calls beside the sign-in', { max: 8 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage }) => ({
    ...appOfAlice({ platform, storage }, 'revoked'),
  }),
  program: ({ calls }) => [
    ...callsAtOnce(calls, ['app']),
    {
      actor: 'user',
      realm: 'app',
      calls: [{ api: 'signIn', args: [{ ...ALICE }] }, { api: 'getCurrentUser' }],
    },
  ],
  invariants: [whoIsSignedInIsAnswered],
});
