import type { Execution } from '../execution/execution.ts';
import { endedSessionsOn } from './ended-sessions.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/** What goes wrong on the way excuses signOut: Amplify signs out locally whatever the server says. */
const EXCUSES: ReadonlySet<string> = new Set(['fault', 'kill']);

/** A refresh token that outlives the sign-out, in a backup or in wrong hands, still opens the account. */
export const signOutEndsTheSession: Invariant = {
  name: 'sign-out-ends-the-session',
  statement: 'Once signOut has resolved and nothing went wrong, the server no longer honours the session.',
  check(execution: Execution) {
    const ended = [...execution.devices.keys()].flatMap((device) =>
      incidentsOn(execution, device).some(({ what }) => EXCUSES.has(what))
        ? []
        : endedSessionsOn(execution, device),
    );
    return judgeEach(ended, ({ newestRefreshToken }) => {
      if (!execution.server.honours(newestRefreshToken)) return undefined;
      return {
        symptom: 'session-lives-on',
        message: 'signOut resolved, but the server still honours the refresh token of the session',
      };
    });
  },
};
