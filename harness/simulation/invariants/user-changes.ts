import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { type HostedUiCallback, hostedUiCallbacks } from './hosted-ui-callback.ts';
import { userChangingCalls } from './user-changing-calls.ts';

/** Who is signed in, as far as the outcomes of calls say. */
export type Who = 'nobody' | 'unknown' | { readonly username: string };

/** A call that may have changed who is signed in, or the return of a user from the hosted UI. */
export interface UserChange {
  /** Where it was made: in several realms, where changes that overlap count as one. */
  readonly realms: readonly string[];
  /** In steps taken, as of a call. `Infinity` for one that never settled. */
  readonly startedAt: number;
  readonly settledAt: number;
  /** Who is signed in from then on. */
  readonly leaves: Who;
  /** Set where it was no call, or not only calls. */
  readonly atHostedUi?: true;
}

/**
 * The change that decides who is signed in on a device: the last one that began until then. Undefined where there is
 * none. Others that were under way when it began are part of it: where they do not leave the same user as it does, nobody
 * knows whom it leaves.
 * @param until in steps taken; the end by default
 * @param except a call that does not count
 */
export function lastUserChange(
  execution: Execution,
  device: string,
  until = Number.POSITIVE_INFINITY,
  except?: CallRecord,
): UserChange | undefined {
  const changes = userChanges(execution, device, except).filter(({ startedAt }) => startedAt <= until);
  const last = changes.pop();
  if (!last) return undefined;
  const overlapping = changes.filter(({ settledAt }) => settledAt > last.startedAt);
  return overlapping.reduce(together, last);
}

/** Each change on a device by itself, in the order in which they began. */
export function userChanges(execution: Execution, device: string, except?: CallRecord): UserChange[] {
  const calls = userChangingCalls(execution, device).filter((call) => call !== except);
  const callbacks = hostedUiCallbacks(execution).filter((callback) => callback.device === device);
  return [...calls.map(toChange), ...callbacks.map(ofCallback)].sort(
    (one, other) => one.startedAt - other.startedAt,
  );
}

/** Two changes that overlap, as one. */
function together(one: UserChange, other: UserChange): UserChange {
  return {
    ...one,
    realms: [...one.realms, ...other.realms],
    startedAt: Math.min(one.startedAt, other.startedAt),
    settledAt: Math.max(one.settledAt, other.settledAt),
    leaves: isSame(one.leaves, other.leaves) ? one.leaves : 'unknown',
    ...(other.atHostedUi && { atHostedUi: true }),
  };
}

function isSame(one: Who, other: Who): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.username === other.username;
}

/** Who was signed in on the device of a call all the time from its start to its end, but for what the call itself does. */
export function whoDuring(execution: Execution, device: string, call: CallRecord): Who {
  const { startedAt = 0, settledAt = Number.POSITIVE_INFINITY } = call;
  const change = lastUserChange(execution, device, settledAt, call);
  if (change) {
    const isKnown = change.settledAt <= startedAt && hearsOf(execution, call.realm, change);
    return isKnown ? change.leaves : 'unknown';
  }
  const initial = execution.devices.get(device)?.initial;
  return initial ? { username: initial.username } : 'nobody';
}

/**
 * Whether what is stored in one realm is visible at once in another. Tabs of different processes see it later, one write
 * at a time: a call there may find half of a change.
 */
export function hearsAtOnce({ start }: Execution, realm: string, other: string): boolean {
  const [one, two] = [start.realms[realm], start.realms[other]];
  if (realm === other || one?.platform !== 'web') return true;
  return (one.process ?? realm) === (two?.process ?? other);
}

/** Whether what a change stores is visible at once in a realm. */
export function hearsOf(execution: Execution, realm: string, { realms }: UserChange): boolean {
  return realms.every((other) => hearsAtOnce(execution, realm, other));
}

/**
 * Whether a sign-out finds all that a sign-in has stored, to remove it: that one was over, and the tab of the sign-out need
 * not hear of it first.
 */
export function findsSignIn(execution: Execution, signOut: UserChange, signIn: UserChange): boolean {
  return (
    signIn.settledAt <= signOut.startedAt && signOut.realms.some((realm) => hearsOf(execution, realm, signIn))
  );
}

/** A call that changes who is signed in, as a change. */
export function toChange(call: CallRecord): UserChange {
  return {
    realms: [call.realm],
    startedAt: call.startedAt ?? 0,
    settledAt: call.settledAt ?? Number.POSITIVE_INFINITY,
    leaves: leftBy(call),
  };
}

function ofCallback({ realm, username, loadedAt, completedAt }: HostedUiCallback): UserChange {
  const leaves: Who = completedAt < Number.POSITIVE_INFINITY ? { username } : 'unknown';
  return { realms: [realm], startedAt: loadedAt, settledAt: completedAt, leaves, atHostedUi: true };
}

function leftBy({ api, status, value }: CallRecord): Who {
  if (status !== 'resolved') return 'unknown';
  if (api === 'signOut') return 'nobody';
  const { complete, username } = (value ?? {}) as { complete?: boolean; username?: string };
  return complete && username !== undefined ? { username } : 'unknown';
}
