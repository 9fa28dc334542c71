import type { Result } from '../../results/types.ts';

/** One of these is in force wherever somebody was signed in, or signs in or out, and it is known who is signed in. */
const OF_EVERY_SESSION: ReadonlySet<string> = new Set([
  'session-survives',
  'sign-in-holds',
  'stays-signed-out',
]);

/**
 * Invariants that one would expect to be in force but that never were, in a sentence: the scenario's own ones, and
 * those about the survival of a session. Undefined if there are none.
 */
export function unjudgedInWords({ judged, verdict }: Result): string | undefined {
  if (verdict === 'inconclusive') return undefined;
  const never = judged.filter(({ own, inForce }) => own && inForce === 0).map(({ invariant }) => invariant);
  const survival = judged.filter(({ invariant }) => OF_EVERY_SESSION.has(invariant));
  if (survival.length > 0 && survival.every(({ inForce }) => inForce === 0)) {
    never.unshift(...survival.map(({ invariant }) => invariant));
  }
  return never.length === 0 ? undefined : `never in force: ${never.join(', ')}`;
}
