import type { Execution, HubRecord } from '../execution/execution.ts';
import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach, NOT_IN_FORCE } from './invariant.ts';
import { incidentsOn } from './on-device.ts';
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
    const noneDied = (device: string): boolean =>
      incidentsOn(execution, device).every(({ what }) => what !== 'kill');
    const events = execution.hub.filter(({ event }) => event === EVENT);
    const isEarly = events.some((record) => !tokensArrivedBefore(record, execution));
    if (isEarly) {
      return {
        symptom: 'announced-without-refresh',
        message: `Hub said ${EVENT} before any new tokens had arrived`,
      };
    }
    // Who died may have died between storing and telling.
    const silent = judgeEach(devicesWithNewTokens(execution).filter(noneDied), (device) => {
      const isTold = execution.hub.some(
        ({ realm, event }) =>
          (event === EVENT || event === FAILED) && execution.start.realms[realm]?.device === device,
      );
      if (isTold) return undefined;
      return {
        symptom: 'refresh-not-announced',
        message: `a refresh stored new tokens, but Hub did not say ${EVENT}`,
      };
    });
    return silent === NOT_IN_FORCE && events.length > 0 ? undefined : silent;
  },
};

/** Devices with a live session on which a refresh has stored new tokens. */
function devicesWithNewTokens(execution: Execution): string[] {
  return liveSessions(execution).flatMap(({ device, username }) => {
    const state = execution.devices.get(device);
    const stored = state && readStoredSession(state, execution.server.options.clientId, username);
    const isNew = stored?.accessToken && stored.accessToken !== state?.initial?.tokens.accessToken;
    return isNew ? [device] : [];
  });
}

/** Whether any tokens had arrived on the device of the app that received the event. */
function tokensArrivedBefore({ realm, at }: HubRecord, execution: Execution): boolean {
  const device = execution.start.realms[realm]?.device ?? '';
  return incidentsOn(execution, device).some(
    (incident) => incident.what === 'new-tokens' && incident.at <= at,
  );
}
