import type { Execution } from '../execution/execution.ts';
import { liveSessions } from './expectation.ts';
import type { Invariant } from './invariant.ts';
import { readStoredSession } from './stored-session.ts';

const EVENT = 'tokenRefresh';
/** What is dispatched where tokens arrived but could not be stored whole. */
const FAILED = 'tokenRefresh_failure';

/**
 * Apps take new tokens from storage when the event says that there are some. How often it says so is left open: each
 * of the calls that share a refresh dispatches it.
 */
export const refreshesAnnounced: Invariant = {
  name: 'refreshes-announced',
  statement:
    'The event tokenRefresh is dispatched for tokens that a refresh has stored, and not before they arrive.',
  check(execution) {
    const early = execution.hub.find(
      ({ event, at }) => event === EVENT && !tokensArrivedBefore(at, execution),
    );
    if (early) {
      return {
        symptom: `${EVENT} without a refresh`,
        message: `the app was told ${EVENT} before any new tokens had arrived`,
      };
    }
    // Who died may have died between storing and telling.
    if (execution.steps.some(({ kind }) => kind === 'kill')) return undefined;
    for (const { device, username } of liveSessions(execution)) {
      const state = execution.devices.get(device);
      const stored = state && readStoredSession(state, execution.server.options.clientId, username);
      if (!stored?.accessToken || stored.accessToken === state?.initial?.tokens.accessToken) continue;
      const told = execution.hub.some(
        ({ realm, event }) =>
          (event === EVENT || event === FAILED) && execution.start.realms[realm]?.device === device,
      );
      if (told) continue;
      return {
        symptom: `no ${EVENT} for a refresh`,
        message: `a refresh stored new tokens, and the app was not told ${EVENT}`,
      };
    }
    return undefined;
  },
};

/** @param at number of steps taken */
function tokensArrivedBefore(at: number, { steps }: Execution): boolean {
  const issued = new Set(
    steps.flatMap(({ kind, id, outcome }) =>
      kind === 'request' && outcome?.().includes('"AccessToken"') ? [id] : [],
    ),
  );
  return steps
    .slice(0, at)
    .some(({ kind, lineage }) => kind === 'response' && issued.has(lineage.parent ?? ''));
}
