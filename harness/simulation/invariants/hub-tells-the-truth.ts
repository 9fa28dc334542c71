import type { Execution, HubRecord } from '../execution/execution.ts';
import { callsOn } from './calls-on.ts';
import { liveSessions } from './expectation.ts';
import { hostedUiCallbacks } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { honoursAllOn, userChangingCalls } from './user-changing-calls.ts';

/** In v6 and in v5. */
const SIGNED_IN: ReadonlySet<string> = new Set(['signedIn', 'signIn']);
const SIGNED_OUT: ReadonlySet<string> = new Set(['signedOut', 'signOut']);

/** Apps show the page for guests or for users when an event says so, without asking again. */
export const hubTellsTheTruth: Invariant = {
  name: 'hub-tells-the-truth',
  statement: 'Hub says that somebody signed in or out only when they did.',
  check(execution) {
    const live = new Set(liveSessions(execution).map(({ device }) => device));
    const told = execution.hub.filter(({ event }) => SIGNED_IN.has(event) || SIGNED_OUT.has(event));
    return judgeEach(told, (record) => {
      const device = execution.start.realms[record.realm]?.device ?? '';
      const lie = liesAbout(record, execution, { device, isLive: live.has(device) });
      return (
        lie && {
          symptom: `${record.event}-${lie}`,
          message: `Hub said ${record.event}, yet ${LIES[lie]}`,
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
} as const;

interface Place {
  readonly device: string;
  readonly isLive: boolean;
}

function liesAbout(
  { event, at }: HubRecord,
  execution: Execution,
  { device, isLive }: Place,
): keyof typeof LIES | undefined {
  const begun = (api: string): boolean =>
    callsOn(execution, device).some((call) => call.api === api && (call.startedAt ?? 0) <= at);
  if (SIGNED_OUT.has(event) && !begun('signOut')) {
    if (isLive) return 'while-signed-in';
    // A session that the server has ended is as good as a sign-out, whichever of the device it was.
    if (honoursAllOn(execution, device)) return 'without-sign-out';
  }
  const cameBack = hostedUiCallbacks(execution).some(
    (callback) => callback.device === device && callback.loadedAt <= at,
  );
  const signInBegan = userChangingCalls(execution, device).some(
    ({ api, startedAt = 0 }) => api === 'signIn' && startedAt <= at,
  );
  if (SIGNED_IN.has(event) && !signInBegan && !cameBack) return 'without-sign-in';
  return undefined;
}
