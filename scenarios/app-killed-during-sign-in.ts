import type { UserResult } from '../harness/amplify/client/auth-client.ts';
import { judgeEach, NOT_IN_FORCE, type OwnInvariant } from '../harness/simulation/invariants/invariant.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE } from './parts.ts';

/** Apps greet the user by this name, and offer it at the next sign-in. Amplify 5 does not report it. */
const saysHowTheUserSignedIn: OwnInvariant = {
  name: 'says-how-the-user-signed-in',
  statement: 'After signIn has resolved, getCurrentUser returns the name with which the user signed in.',
  ignoresOrder: true,
  check({ calls }) {
    if (!calls.some(({ api, status }) => api === 'signIn' && status === 'resolved')) return NOT_IN_FORCE;
    const told = calls.flatMap(({ value }) => {
      const { loginId } = (value ?? {}) as Partial<UserResult>;
      return loginId === undefined ? [] : [loginId];
    });
    return judgeEach(told, (loginId) =>
      loginId === ALICE.username
        ? undefined
        : {
            symptom: 'sign-in-name-lost',
            message:
              'signIn resolved, but getCurrentUser does not return the name with which the user signed in',
          },
    );
  },
};

/**
 * Reported: users of React Native apps have to sign in again after they closed the app soon after they had signed in
 * (aws-amplify/amplify-js #3956, #4351).
 *
 * Must hold: after signIn has resolved, the app finds the session again whenever it is closed. If it is closed before
 * that, it may find nobody signed in, but not half a session.
 * Positive control: 5.3.24, whose signIn does not wait until AsyncStorage has written the tokens
 * (`CognitoUser#cacheTokens`); in a browser there is nothing to wait for. 6.22.1 waits, and fails by a half of a session:
 * it stores the access token some writes before the refresh token (`TokenStore.ts`, `storeTokens`).
 */
export const appKilledDuringSignIn = defineScenario({
  name: 'app-killed-during-sign-in',
  title: 'The app is closed during or right after a sign-in, and opened again',
  description:
    'Nobody is signed in. The user signs in, and the app is killed at any point, or later while it is idle. Started ' +
    'again, it asks who is signed in, and for the session.',
  options: PLATFORM_OPTIONS,
  start: ({ platform, storage }) => ({
    users: [ALICE],
    devices: { phone: { storage: storageOn(platform, storage) } },
    realms: {
      app: {
        device: 'phone',
        platform,
        kill: { callsAfterRestart: [{ api: 'getCurrentUser' }, { api: 'fetchAuthSession' }] },
      },
    },
  }),
  program: () => [{ actor: 'user', realm: 'app', calls: [{ api: 'signIn', args: [{ ...ALICE }] }] }],
  invariants: [saysHowTheUserSignedIn],
});
