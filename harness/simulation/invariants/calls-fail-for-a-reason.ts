import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { callsOn } from './calls-on.ts';
import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/**
 * A fault is over when it is over: what is called afterwards works. Judged where the session is good until the end,
 * so that no call has a reason of its own to fail.
 */
export const callsFailForAReason: Invariant = {
  name: 'calls-fail-for-a-reason',
  statement: 'A call of a signed-in user fails only if something went wrong or was refused while it ran.',
  check(execution) {
    const calls = liveSessions(execution).flatMap(({ device }) =>
      callsOn(execution, device)
        // A sign-in is refused for a reason: somebody is signed in.
        .filter(({ api }) => api !== 'signIn')
        .map((call) => ({ call, device })),
    );
    return judgeEach(calls, ({ call, device }) => {
      if (call.status !== 'rejected' || somethingWentWrongDuring(call, device, execution)) return undefined;
      const error = call.error instanceof Error ? call.error.name : typeof call.error;
      return {
        symptom: `${call.api}-fails-with-${error}`,
        message: `${call.api} was rejected (${error}) although nothing went wrong while it ran`,
      };
    });
  },
};

function somethingWentWrongDuring(
  { startedAt = 0, settledAt = 0 }: CallRecord,
  device: string,
  execution: Execution,
): boolean {
  const failedAt = execution.devices.get(device)?.failedAt?.() ?? [];
  if (failedAt.some((at) => at >= startedAt && at <= settledAt)) return true;
  return incidentsOn(execution, device).some(
    ({ what, at }) => (what === 'fault' || what === 'refusal') && at > startedAt && at <= settledAt,
  );
}
