import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { type HostedUiCallback, hostedUiCallbacksOn } from './hosted-ui-callback.ts';
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
  /** Whether it may have signed somebody in: it is no sign-out. */
  readonly signsIn: boolean;
  /** Set where it was no call, or not only calls. */
  readonly atHostedUi?: true;
}

/**
 * The change that decides who is signed in on a device: see {@link lastOf}.
 * @param until in steps taken; changes that began later do not count. The end by default
 * @param except a call that does not count
 */
export function lastUserChange(
  execution: Execution,
  device: string,
  until = Number.POSITIVE_INFINITY,
  except?: CallRecord,
): UserChange | undefined {
  return lastOf(userChanges(execution, device, except).filter(({ startedAt }) => startedAt <= until));
}

/**
 * All changes that may have been the last, as one. Changes that overlap may have taken effect in any order, so each may
 * be the last that did not end before another began. Where these do not leave the same user, nobody knows whom they
 * leave.
 * @param changes in the order in which they began
 * @returns undefined where there is none
 */
export function lastOf(changes: readonly UserChange[]): UserChange | undefined {
  const last = changes.at(-1);
  if (!last) return undefined;
  return changes
    .slice(0, -1)
    .filter(({ settledAt }) => settledAt > last.startedAt)
    .reduce(together, last);
}

/** Each change on a device by itself, in the order in which they began. */
export function userChanges(execution: Execution, device: string, except?: CallRecord): UserChange[] {
  const calls = userChangingCalls(execution, device).filter((call) => call !== except);
  const callbacks = hostedUiCallbacksOn(execution, device);
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
    signsIn: one.signsIn || other.signsIn,
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
    signsIn: call.api === 'signIn',
  };
}

function ofCallback({ realm, username, loadedAt, completedAt }: HostedUiCallback): UserChange {
  const leaves: Who = completedAt < Number.POSITIVE_INFINITY ? { username } : 'unknown';
  return {
    realms: [realm],
    startedAt: loadedAt,
    settledAt: completedAt,
    leaves,
    signsIn: true,
    atHostedUi: true,
  };
}

function leftBy({ api, status, value }: CallRecord): Who {
  if (status !== 'resolved') return 'unknown';
  if (api === 'signOut') return 'nobody';
  const { complete, username } = (value ?? {}) as { complete?: boolean; username?: string };
  return complete && username !== undefined ? { username } : 'unknown';
}
