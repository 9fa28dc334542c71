import type { SessionFacts } from '../../fakes/cognito/fake-cognito.ts';
import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';

/** Calls whose purpose is to change who is signed in. */
export const CHANGES_USER: ReadonlySet<string> = new Set(['signIn', 'signOut']);

/**
 * A session that was there at the start, that nobody asked to end, that the server still honours, and that the
 * storage has kept as it said.
 */
export interface LiveSession {
  readonly device: string;
  readonly username: string;
  readonly session: SessionFacts;
}

/** The sessions that must have survived an execution. */
export function liveSessions(execution: Execution): LiveSession[] {
  const live: LiveSession[] = [];
  for (const [device, { initial, brokenEntries }] of execution.devices) {
    if (!initial || (brokenEntries?.().length ?? 0) > 0) continue;
    if (callsOn(execution, device).some(({ api }) => CHANGES_USER.has(api))) continue;
    const id = execution.server.inspect(initial.tokens.refreshToken)?.sessionId;
    const session = execution.server.sessions().find((candidate) => candidate.id === id);
    if (session && execution.server.honours(session.newestRefreshToken)) {
      live.push({ device, username: initial.username, session });
    }
  }
  return live;
}

/** Calls that were started in a realm of the device. */
export function callsOn(execution: Execution, device: string): CallRecord[] {
  return execution.calls.filter(
    (call) => execution.start.realms[call.realm]?.device === device && call.startedAt !== undefined,
  );
}

/** Whether a call told the app that nobody is signed in. */
export function saysSignedOut(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'signedIn' in value && value.signedIn === false;
}
