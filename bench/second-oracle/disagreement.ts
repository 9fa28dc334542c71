import type { Violation } from '../../harness/simulation/invariants/invariant.ts';
import type { Right } from './right.ts';
import { DOES_NOT_COME_BACK, type View, type Views } from './view.ts';

/**
 * - `loss-not-judged`: a user is signed out, or cannot go on, with a right to be signed in, and no invariant says so.
 * - `return-not-judged`: somebody is signed in who has no right to be, and no invariant says so.
 * - `mix-not-judged`: the app names one user and has tokens of another, or the user is another after the next refresh,
 *   and no invariant says so. Compared whatever is known of the right.
 * - `alarm-without-loss`: an invariant says that a session is lost, and every user goes on as before.
 */
export type DisagreementCode =
  | 'loss-not-judged'
  | 'return-not-judged'
  | 'mix-not-judged'
  | 'alarm-without-loss';

/** What the user of one device has a right to, and sees. */
export interface DeviceFacts {
  readonly device: string;
  readonly right: Right;
  readonly views: Views;
  /** What the user of the same world sees where nothing happens, with a session as old as this one may look to the app. */
  readonly quiet: readonly Views[];
}

export interface Disagreement extends DeviceFacts {
  readonly code: DisagreementCode;
  /**
   * Set where the user of a quiet world loses the same at the same points for the same reason: the points.
   */
  readonly asInQuiet?: readonly Point[];
}

export type Point = keyof Views;

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
/** Those of which it means that a call hangs. What is stored may make it hang again at every start. */
const SAY_HANGS: ReadonlySet<string> = new Set(['calls-settle']);
/** Invariants of which a breach means that somebody is signed in who should not be. */
const SAY_RETURNED: ReadonlySet<string> = new Set([
  'stays-signed-out',
  'sign-in-holds',
  'tokens-belong-together',
]);

/** Where what users see and what the invariants say do not go together, on each device. */
export function disagreements(
  devices: readonly DeviceFacts[],
  violations: readonly Violation[],
): Disagreement[] {
  const says = (invariants: ReadonlySet<string>): boolean =>
    violations.some(({ invariant }) => invariants.has(invariant));
  const found: Disagreement[] = [];
  for (const facts of devices) {
    const lost = lostAt(facts);
    if (lost.length > 0 && !says(SAY_LOST) && !(hangs(facts, lost) && says(SAY_HANGS))) {
      found.push({ ...facts, code: 'loss-not-judged', ...(isAsInQuiet(facts, lost) && { asInQuiet: lost }) });
    } else if (isReturned(facts) && !says(SAY_RETURNED)) {
      found.push({ ...facts, code: 'return-not-judged' });
    } else if (isMixed(facts) && !says(SAY_RETURNED)) {
      found.push({ ...facts, code: 'mix-not-judged' });
    }
  }
  const [first] = devices;
  if (first && devices.every(goesOn) && says(SAY_NOTHING_ELSE)) {
    found.push({ ...first, code: 'alarm-without-loss' });
  }
  return found;
}

/** The points at which a user with a right to be signed in is not. */
function lostAt({ right, views }: DeviceFacts): Point[] {
  if (right.kind !== 'signed-in') return [];
  const { username } = right;
  const lost: Point[] = isWell(username, views.later) ? [] : ['later'];
  // A call that fails and works later has lost nothing.
  if (!isWell(username, views.atOnce) && (views.atOnce.kind !== 'fails' || lost.length > 0)) {
    lost.unshift('atOnce');
  }
  return lost;
}

/** Whether all of that is lost in one quiet world, too. */
function isAsInQuiet({ views, quiet }: DeviceFacts, lost: readonly Point[]): boolean {
  return quiet.some((world) =>
    lost.every(
      (point) => world[point].kind !== 'signed-in' && reasonOf(views[point]) === reasonOf(world[point]),
    ),
  );
}

/** Whether the app does not come back: it is not that nobody is signed in. */
function hangs({ views }: DeviceFacts, lost: readonly Point[]): boolean {
  return lost.every((point) => {
    const view = views[point];
    return view.kind === 'fails' && view.error === DOES_NOT_COME_BACK;
  });
}

/** What a user sees and why, in codes. */
export function reasonOf(view: View): string {
  const { refreshToken, refusals } = view.because;
  const kind = view.kind === 'fails' ? `fails/${view.error}` : view.kind;
  return [kind, `refresh-token-${refreshToken}`, ...new Set(refusals)].join(' ');
}

function isReturned({ right, views }: DeviceFacts): boolean {
  return right.kind === 'signed-out' && views.atOnce.kind === 'signed-in' && views.later.kind === 'signed-in';
}

/** Goes by what the app names: what it does not say is no other user. */
function isMixed({ views: { atOnce, later } }: DeviceFacts): boolean {
  const isTwo = (names: readonly (string | undefined)[]): boolean =>
    new Set(names.filter((name) => name !== undefined)).size > 1;
  const named = [atOnce, later].flatMap((view) => (view.kind === 'signed-in' ? [view] : []));
  return (
    named.some(({ username, owner }) => isTwo([username, owner])) ||
    isTwo(named.map(({ username }) => username))
  );
}

/** Whether the user is signed in as before, or as well as where nothing happens. */
function goesOn(facts: DeviceFacts): boolean {
  const lost = lostAt(facts);
  return facts.right.kind === 'signed-in' && (lost.length === 0 || isAsInQuiet(facts, lost));
}

function isWell(username: string, view: View): boolean {
  return (
    view.kind === 'signed-in' &&
    view.username === username &&
    view.owner === username &&
    view.storedAs === username
  );
}
