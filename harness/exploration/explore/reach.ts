import type { InForce } from '../../../results/types.ts';
import { callsSettle } from '../../simulation/invariants/calls-settle.ts';
import { GENERAL_INVARIANTS, judgesSession } from '../../simulation/invariants/index.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import type { Tallied } from './tally.ts';

/** The number of executions in which each invariant was in force, the general ones first. @param further the scenario's own */
export function reachOf(
  { complete, inForce }: Pick<Tallied, 'complete' | 'inForce'>,
  further: readonly Invariant[] = [],
): InForce[] {
  const general = new Set(GENERAL_INVARIANTS);
  return [...GENERAL_INVARIANTS, ...further].map((invariant) => ({
    invariant: invariant.name,
    ...(!general.has(invariant) && { own: true }),
    inForce: inForce.get(invariant.name) ?? 0,
    of: complete,
  }));
}

/** Adds up the figures of several parts of one check. */
export function mergeReach(parts: readonly (readonly InForce[])[]): InForce[] {
  const merged = new Map<string, InForce>();
  for (const one of parts.flat()) {
    const { inForce = 0, of = 0 } = merged.get(one.invariant) ?? {};
    merged.set(one.invariant, { ...one, inForce: inForce + one.inForce, of: of + one.of });
  }
  return [...merged.values()];
}

/** Why a check that found nothing proves nothing: its actors did nothing. */
export function whyNothingDone(judged: readonly InForce[]): string | undefined {
  const ofCalls = judged.find(({ invariant }) => invariant === callsSettle.name);
  if (!ofCalls || ofCalls.of === 0 || ofCalls.inForce > 0) return undefined;
  return 'nothing judged: no actor made a call. Let the program of an actor make one';
}

/** Why a check that found nothing proves nothing: none of its executions had a session to judge. */
export function whyNothingJudged(judged: readonly InForce[]): string | undefined {
  const of = Math.max(0, ...judged.map((one) => one.of));
  if (of === 0 || judgesSession(judged)) return undefined;
  return (
    `nothing judged: no invariant about the session was in force in any of ${of} complete executions. ` +
    'Start with a device on which a user is signed in, let an actor sign in, or add an invariant to the scenario'
  );
}
