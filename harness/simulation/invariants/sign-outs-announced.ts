import { type Invariant, judgeEach } from './invariant.ts';

/** In v6 and in v5. */
const EVENTS: ReadonlySet<string> = new Set(['signedOut', 'signOut']);

/** Apps show the page for guests, and drop what they keep of the user, when the event says so. */
export const signOutsAnnounced: Invariant = {
  name: 'sign-outs-announced',
  statement: 'When signOut resolves, the event for it has been dispatched.',
  check({ calls, hub }) {
    const signOuts = calls.filter(({ api, status }) => api === 'signOut' && status === 'resolved');
    return judgeEach(signOuts, ({ realm, startedAt = 0, settledAt = 0 }) => {
      const isAnnounced = hub.some(
        (record) =>
          record.realm === realm &&
          EVENTS.has(record.event) &&
          record.at >= startedAt &&
          record.at <= settledAt,
      );
      if (isAnnounced) return undefined;
      return {
        symptom: 'sign-out-not-announced',
        message: 'signOut resolved, but no event said that the user has signed out',
      };
    });
  },
};
