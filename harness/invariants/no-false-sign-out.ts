import { callsOn, liveSessions } from './expectation.ts';
import type { Invariant } from './invariant.ts';

/** An app that is told "nobody is signed in" shows its sign-in page, whatever is still stored. */
export const noFalseSignOut: Invariant = {
  name: 'no-false-sign-out',
  statement: 'No call tells the app that nobody is signed in while the user is.',
  check(execution) {
    for (const { device } of liveSessions(execution)) {
      const told = callsOn(execution, device).find(
        ({ value }) =>
          typeof value === 'object' && value !== null && 'signedIn' in value && value.signedIn === false,
      );
      if (told) {
        return {
          symptom: `${told.api} reports signed out`,
          message: `${told.api} told the app that nobody is signed in while the server would still honour the session`,
        };
      }
    }
    return undefined;
  },
};
