import { callsOn } from './calls-on.ts';
import { mayHaveExpired } from './expired-code.ts';
import { hostedUiCallbacks, wasKilled } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/**
 * Who has signed in at the hosted UI and comes back finds the sign-in page again, although nothing went wrong. The
 * code in the URL cannot be used later: the user has to start all over.
 */
export const hostedUiSignInCompletes: Invariant = {
  name: 'hosted-ui-sign-in-completes',
  statement: 'If nothing goes wrong, the sign-in of a user who returns from the hosted UI is completed.',
  onlyAtEnd: true,
  check(execution) {
    const callbacks = hostedUiCallbacks(execution).filter(
      (callback) =>
        !incidentsOn(execution, callback.device).some(({ what }) => what === 'fault') &&
        // Who signs out may mean that sign-in, too.
        !callsOn(execution, callback.device).some(({ api }) => api === 'signOut') &&
        !mayHaveExpired(execution, callback),
    );
    return judgeEach(callbacks, (callback) => {
      const { completedAt, failed } = callback;
      if (completedAt < Number.POSITIVE_INFINITY || wasKilled(execution, callback)) return undefined;
      const what = failed ? 'the app was told that it failed' : 'the app was not told';
      return {
        symptom: failed ? 'sign-in-lost-app-told' : 'sign-in-lost-silently',
        message: `the user returned from the hosted UI and nothing went wrong, but the sign-in was not completed: ${what}`,
      };
    });
  },
};
