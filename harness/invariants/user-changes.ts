import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { type HostedUiCallback, hostedUiCallbacks } from './hosted-ui-callback.ts';
import { userChangingCalls } from './user-changing-calls.ts';

/** Who is signed in, as far as the outcomes of calls say. */
export type Who = 'nobody' | 'unknown' | { readonly username: string };

/** A call that may have changed who is signed in, or the return of a user from the hosted UI. */
export interface UserChange {
  /** In steps taken, as of a call. `Infinity` for one that never settled. */
  readonly startedAt: number;
  readonly settledAt: number;
  /** Who is signed in from then on. */
  readonly leaves: Who;
  /** Set where it was no call. */
  readonly atHostedUi?: true;
}

/**
 * The change that decides who is signed in on a device: the last one that began until then. Undefined where there is
 * none; where another was under way when it began it leaves nobody knows whom.
 * @param until in steps taken; the end by default
 */
export function lastUserChange(
  execution: Execution,
  device: string,
  until = Number.POSITIVE_INFINITY,
): UserChange | undefined {
  const calls = userChangingCalls(execution, device);
  const callbacks = hostedUiCallbacks(execution).filter((callback) => callback.device === device);
  const changes = [...calls.map(toChange), ...callbacks.map(ofCallback)]
    .filter(({ startedAt }) => startedAt <= until)
    .sort((one, other) => one.startedAt - other.startedAt);
  const last = changes.pop();
  if (!last || changes.every(({ settledAt }) => settledAt <= last.startedAt)) return last;
  return { ...last, leaves: 'unknown' };
}

/** Who was signed in on the device of a call all the time from its start to its end. */
export function whoDuring(execution: Execution, device: string, call: CallRecord): Who {
  const { startedAt = 0, settledAt = Number.POSITIVE_INFINITY } = call;
  const change = lastUserChange(execution, device, settledAt);
  if (change) return change.settledAt <= startedAt ? change.leaves : 'unknown';
  const initial = execution.devices.get(device)?.initial;
  return initial ? { username: initial.username } : 'nobody';
}

function toChange(call: CallRecord): UserChange {
  return {
    startedAt: call.startedAt ?? 0,
    settledAt: call.settledAt ?? Number.POSITIVE_INFINITY,
    leaves: leftBy(call),
  };
}

function ofCallback({ username, loadedAt, completedAt }: HostedUiCallback): UserChange {
  const leaves: Who = completedAt < Number.POSITIVE_INFINITY ? { username } : 'unknown';
  return { startedAt: loadedAt, settledAt: completedAt, leaves, atHostedUi: true };
}

function leftBy({ api, status, value }: CallRecord): Who {
  if (status !== 'resolved') return 'unknown';
  if (api === 'signOut') return 'nobody';
  const { complete, username } = (value ?? {}) as { complete?: boolean; username?: string };
  return complete && username !== undefined ? { username } : 'unknown';
}
