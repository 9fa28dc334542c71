import type { Result } from '../../results/types.ts';

/** One of them is in force wherever somebody was signed in, or signs in or out, and nothing left it open. */
const OF_EVERY_SESSION: ReadonlySet<string> = new Set([
  'session-survives',
  'sign-in-holds',
  'stays-signed-out',
]);

/**
 * What one would expect a check to judge and it never did, in a sentence: the scenario's own invariants, and whether
 * a session survives. Undefined where there is no such thing.
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
