import { callsOn } from './expectation.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import type { Invariant } from './invariant.ts';

/**
 * Who has signed in at the hosted UI and comes back finds the sign-in page again, although nothing went wrong. The
 * code in the URL cannot be used later: the user has to start all over.
 */
export const hostedUiSignInCompletes: Invariant = {
  name: 'hosted-ui-sign-in-completes',
  statement:
    'Where nothing goes wrong on the way, the sign-in of a user who comes back from the hosted UI is completed.',
  onlyAtEnd: true,
  check(execution) {
    const { steps } = execution;
    if (steps.some(({ kind }) => kind === 'fault')) return undefined;
    for (const { realm, device, completedAt, failed } of hostedUiCallbacks(execution)) {
      // Who signs out may mean that sign-in, too.
      if (callsOn(execution, device).some(({ api }) => api === 'signOut')) continue;
      const died = steps.some((step) => step.kind === 'kill' && step.realm === realm);
      if (completedAt < Number.POSITIVE_INFINITY || died) continue;
      const what = failed ? 'the app was told that it failed' : 'the app was not even told';
      return {
        symptom: `a sign-in at the hosted UI is lost: ${what}`,
        message: `the user came back from the hosted UI, nothing went wrong, and the sign-in was not completed: ${what}`,
      };
    }
    return undefined;
  },
};
