import type { Violation } from '../../harness/invariants/invariant.ts';
import type { Right } from './right.ts';
import type { View, Views } from './view.ts';

/**
 * - `loss-not-judged`: a user is signed out, or cannot go on, with a right to be signed in, and no invariant says so.
 * - `return-not-judged`: somebody is signed in who has no right to be, and no invariant says so.
 * - `alarm-without-loss`: an invariant says that a session is lost, and every user goes on as before.
 */
export type DisagreementCode = 'loss-not-judged' | 'return-not-judged' | 'alarm-without-loss';

/** What the user of one device has a right to, and sees. */
export interface DeviceFacts {
  readonly device: string;
  readonly right: Right;
  readonly views: Views;
}

/** Invariants of which a breach means that what is stored at the end is not the session that the user has a right to. */
const SAY_LOST: ReadonlySet<string> = new Set([
  'session-survives',
  'sign-in-holds',
  'hosted-ui-sign-in-completes',
  'newest-refresh-token-kept',
  'tokens-belong-together',
]);
/** Those of which it means nothing else. */
const SAY_NOTHING_ELSE: ReadonlySet<string> = new Set(['session-survives', 'hosted-ui-sign-in-completes']);
/** Invariants of which a breach means that somebody is signed in who should not be. */
const SAY_RETURNED: ReadonlySet<string> = new Set([
  'stays-signed-out',
  'sign-in-holds',
  'tokens-belong-together',
]);

/** Where what users see and what the invariants say do not go together, and on which device if it is one's. */
export function disagreement(
  devices: readonly DeviceFacts[],
  violations: readonly Violation[],
): { readonly code: DisagreementCode; readonly facts: DeviceFacts } | undefined {
  const says = (invariants: ReadonlySet<string>): boolean =>
    violations.some(({ invariant }) => invariants.has(invariant));
  const lost = devices.find(isLost);
  if (lost && !says(SAY_LOST)) return { code: 'loss-not-judged', facts: lost };
  const returned = devices.find(isReturned);
  if (returned && !says(SAY_RETURNED)) return { code: 'return-not-judged', facts: returned };
  const [first] = devices;
  const allGoOn = devices.every(({ right, views }) => right.kind === 'signed-in' && goesOn(right, views));
  return first && allGoOn && says(SAY_NOTHING_ELSE)
    ? { code: 'alarm-without-loss', facts: first }
    : undefined;
}

function isLost({ right, views }: DeviceFacts): boolean {
  if (right.kind !== 'signed-in') return false;
  // A call that fails and works later has lost nothing.
  return !isWell(right, views.later) || (views.atOnce.kind !== 'fails' && !isWell(right, views.atOnce));
}

function isReturned({ right, views }: DeviceFacts): boolean {
  return right.kind === 'signed-out' && views.atOnce.kind === 'signed-in' && views.later.kind === 'signed-in';
}

function goesOn(right: Right, { atOnce, later }: Views): boolean {
  return isWell(right, atOnce) && isWell(right, later);
}

function isWell(right: Right, view: View): boolean {
  return (
    right.kind === 'signed-in' &&
    view.kind === 'signed-in' &&
    view.username === right.username &&
    view.owner === right.username &&
    view.storedAs === right.username
  );
}
