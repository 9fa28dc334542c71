import { callsOn, saysSignedOut } from './calls-on.ts';
import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';

/** If a call says "nobody is signed in", the app shows its sign-in page, whatever is still stored. */
export const noFalseSignOut: Invariant = {
  name: 'no-false-sign-out',
  statement: 'No call tells the app that nobody is signed in while the user is.',
  check(execution) {
    const calls = liveSessions(execution).flatMap(({ device }) => callsOn(execution, device));
    return judgeEach(calls, ({ api, value }) =>
      saysSignedOut(value)
        ? {
            symptom: `${api}-reports-signed-out`,
            message: `${api} told the app that nobody is signed in while the server would still honour the session`,
          }
        : undefined,
    );
  },
};
