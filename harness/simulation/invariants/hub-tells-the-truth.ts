import type { Execution, HubRecord } from '../execution/execution.ts';
import { callsOn } from './calls-on.ts';
import { liveSessions } from './expectation.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { isHonouredOn } from './on-device.ts';
import { lastUserChange, type UserChange, userChanges, type Who } from './user-changes.ts';
import { honoursAllOn, userChangingCalls } from './user-changing-calls.ts';

/** In v6 and in v5. */
const SIGNED_IN: ReadonlySet<string> = new Set(['signedIn', 'signIn']);
const SIGNED_OUT: ReadonlySet<string> = new Set(['signedOut', 'signOut']);

/**
 * Apps show the page for guests or for users when an event says so, without asking again.
 *
 * Where users signed in and out, an event must say what the last change did that began before it. Excused are a change that
 * leaves nobody knows whom, a sign-in that is not over, and a change in another tab: of that a tab may hear late.
 */
export const hubTellsTheTruth: Invariant = {
  name: 'hub-tells-the-truth',
  statement: 'Hub says that somebody signed in or out only when they did.',
  check(execution) {
    const live = new Set(liveSessions(execution).map(({ device }) => device));
    const events = execution.hub.filter(({ event }) => SIGNED_IN.has(event) || SIGNED_OUT.has(event));
    return judgeEach(events, (record) => {
      const device = execution.start.realms[record.realm]?.device ?? '';
      const lie = liesAbout(record, execution, { device, isLive: live.has(device) });
      return (
        lie && {
          symptom: `${record.event}-${lie}`,
          message: `Hub said ${record.event}, but ${LIES[lie]}`,
        }
      );
    });
  },
};

/** In words, by code. */
const LIES = {
  'while-signed-in': 'the session lives and nobody signed out',
  'without-sign-out': 'nobody signed out and no session has ended',
  'without-sign-in': 'nobody signed in',
  'after-sign-in': 'since the sign-out somebody has signed in',
  'after-sign-out': 'since the sign-in somebody has signed out',
} as const;

interface Place {
  readonly device: string;
  readonly isLive: boolean;
}

function liesAbout(
  record: HubRecord,
  execution: Execution,
  { device, isLive }: Place,
): keyof typeof LIES | undefined {
  const { event, at } = record;
  if (SIGNED_OUT.has(event)) {
    const hasBegun = callsOn(execution, device).some(
      ({ api, startedAt = 0 }) => api === 'signOut' && startedAt <= at,
    );
    if (hasBegun) return saysTheContrary(record, execution, device) ? 'after-sign-in' : undefined;
    if (isLive) return 'while-signed-in';
    // A session that the server has ended is as good as a sign-out, whichever of the device it was.
    return honoursAllOn(execution, device) ? 'without-sign-out' : undefined;
  }
  const cameBack = hostedUiCallbacks(execution).some(
    (callback) => callback.device === device && callback.loadedAt <= at,
  );
  const signInBegan = userChangingCalls(execution, device).some(
    ({ api, startedAt = 0 }) => api === 'signIn' && startedAt <= at,
  );
  if (!signInBegan && !cameBack) return 'without-sign-in';
  return saysTheContrary(record, execution, device) ? 'after-sign-out' : undefined;
}

/** Whether an event says the contrary of what the last change of user has done. */
function saysTheContrary({ event, realm, at }: HubRecord, execution: Execution, device: string): boolean {
  const last = lastUserChange(execution, device, at);
  if (!last || mayBeSaid(event, last.leaves, execution, device)) return false;
  const isSaidLate = userChanges(execution, device).some(
    ({ realms, startedAt, leaves }) =>
      startedAt <= at && !realms.includes(realm) && mayBeSaid(event, leaves, execution, device),
  );
  if (isSaidLate) return false;
  // Until a sign-in is over nobody is signed in: Amplify 5 may find that the session before is dead, and say so. And a
  // sign-out may say that it is over, and then be refused or cut short.
  if (SIGNED_OUT.has(event)) return last.settledAt <= at && !isSignOutCutShort(execution, device, last);
  if (last.settledAt <= at) return true;
  // Of a sign-in at the hosted UI Amplify says first that it is complete, and only after it has read who the user is that
  // somebody is signed in (`completeOAuthFlow.ts`). A sign-out may begin in between.
  return !lastUserChange(execution, device, last.startedAt - 1)?.atHostedUi;
}

/** Whether an event may be of a change that leaves that user. */
function mayBeSaid(event: string, leaves: Who, execution: Execution, device: string): boolean {
  if (leaves === 'unknown') return true;
  if (SIGNED_IN.has(event)) return leaves !== 'nobody';
  if (leaves === 'nobody') return true;
  // A session that the server has ended is as good as a sign-out.
  return !isHonouredOn(execution, device, leaves.username);
}

/** Whether a sign-out that did not resolve was not over when a change began. */
function isSignOutCutShort(execution: Execution, device: string, { startedAt }: UserChange): boolean {
  return callsOn(execution, device).some(
    ({ api, status, settledAt = Number.POSITIVE_INFINITY }) =>
      api === 'signOut' && status !== 'resolved' && settledAt > startedAt,
  );
}
