import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';

/** Their loss is a loss of the session, which has an invariant of its own. */
const OF_THE_SESSION = /\.(LastAuthUser|accessToken|idToken|refreshToken|deviceKey)$/;

/** How the user signed in, what the device is recognised by, how far its clock is off: a refresh brings none of it back. */
export const sessionDetailsKept: Invariant = {
  name: 'session-details-kept',
  statement: 'As long as nobody signs out, the details stored with the tokens of a session stay.',
  check(execution) {
    const details = liveSessions(execution).flatMap(({ device }) => {
      const state = execution.devices.get(device);
      const keys = state?.initial?.keys.filter((key) => !OF_THE_SESSION.test(key)) ?? [];
      return state && keys.length > 0 ? [{ state, keys }] : [];
    });
    return judgeEach(details, ({ state, keys }) => {
      const broken = new Set(state.brokenEntries?.());
      const lost = keys.filter((key) => !state.data.has(key) && !broken.has(key));
      if (lost.length === 0) return undefined;
      const names = lost.map((key) => key.slice(key.lastIndexOf('.') + 1)).join(', ');
      return {
        symptom: 'entries-gone',
        message: `${names} ${lost.length === 1 ? 'is' : 'are'} gone although the user is still signed in`,
      };
    });
  },
};
