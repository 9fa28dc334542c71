import { callsOn } from './calls-on.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/** What goes wrong on the way excuses signOut: Amplify signs out locally whatever the server says. */
const EXCUSES: ReadonlySet<string> = new Set(['fault', 'kill']);

/** A refresh token that outlives the sign-out, in a backup or in wrong hands, still opens the account. */
export const signOutEndsTheSession: Invariant = {
  name: 'sign-out-ends-the-session',
  statement: 'Once signOut has resolved and nothing went wrong, the server no longer honours the session.',
  check(execution) {
    const signedOut = [...execution.devices].flatMap(([device, { initial }]) => {
      if (incidentsOn(execution, device).some(({ what }) => EXCUSES.has(what))) return [];
      const signsOut = callsOn(execution, device).some(
        ({ api, status }) => api === 'signOut' && status === 'resolved',
      );
      return signsOut && initial ? [initial] : [];
    });
    return judgeEach(signedOut, (initial) => {
      const id = execution.server.inspect(initial.tokens.refreshToken)?.sessionId;
      const session = execution.server.sessions().find((candidate) => candidate.id === id);
      if (!session || !execution.server.honours(session.newestRefreshToken)) return undefined;
      return {
        symptom: 'session-lives-on',
        message: 'signOut resolved, but the server still honours the refresh token of the session',
      };
    });
  },
};
