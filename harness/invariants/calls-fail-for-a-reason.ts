import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn, liveSessions } from './expectation.ts';
import type { Invariant } from './invariant.ts';

/**
 * A fault is over when it is over: what is called afterwards works. Judged where the session is good until the end,
 * so that no call has a reason of its own to fail.
 */
export const callsFailForAReason: Invariant = {
  name: 'calls-fail-for-a-reason',
  statement: 'No call of a signed-in user fails unless, while it ran, something went wrong or was refused.',
  check(execution) {
    for (const { device } of liveSessions(execution)) {
      const failed = callsOn(execution, device).find(
        (call) => call.status === 'rejected' && !somethingWentWrongDuring(call, device, execution),
      );
      if (!failed) continue;
      const error = failed.error instanceof Error ? failed.error.name : typeof failed.error;
      return {
        symptom: `${failed.api} fails with ${error}`,
        message: `${failed.api} was rejected (${error}) although nothing went wrong while it ran`,
      };
    }
    return undefined;
  },
};

function somethingWentWrongDuring(
  { startedAt = 0, settledAt = 0 }: CallRecord,
  device: string,
  { steps, devices }: Execution,
): boolean {
  const failedAt = devices.get(device)?.failedAt?.() ?? [];
  if (failedAt.some((at) => at >= startedAt && at <= settledAt)) return true;
  const refused = new Set<string>();
  for (const step of steps) {
    if (step.kind === 'request' && !step.outcome?.().startsWith('200 ')) refused.add(step.id);
  }
  return steps
    .slice(startedAt, settledAt)
    .some(
      ({ kind, lineage }) => kind === 'fault' || (kind === 'response' && refused.has(lineage.parent ?? '')),
    );
}
