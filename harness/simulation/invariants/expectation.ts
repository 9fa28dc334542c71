import type { SessionFacts } from '../../../fakes/cognito/fake-cognito.ts';
import type { Execution } from '../execution/execution.ts';
import { initialSessionOn, userChangingCalls } from './user-changing-calls.ts';

/**
 * A session that was there at the start, that nobody changed, that the server still honours, and that the
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
    if (userChangingCalls(execution, device).length > 0) continue;
    const id = initialSessionOn(execution, device);
    const session = execution.server.sessions().find((candidate) => candidate.id === id);
    if (session && execution.server.honours(session.newestRefreshToken)) {
      live.push({ device, username: initial.username, session });
    }
  }
  return live;
}
