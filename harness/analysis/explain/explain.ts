import type { Finding } from '../../../results/types.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { isFault } from '../../simulation/world/step.ts';
import { aftermathOf } from '../aftermath/aftermath.ts';
import type { Shrunk } from '../shrink/shrink.ts';
import { accessesOf } from './accesses.ts';
import { lastingBreaches } from './breaches.ts';
import { candidatePairs } from './candidate-pairs.ts';
import { findDecisiveFaults } from './decisive-faults.ts';
import { describeRace } from './describe-race.ts';
import { inWords } from './in-words.ts';
import { describeInterleaving } from './interleaving.ts';
import { programRaces } from './program-races.ts';
import { racingCode } from './racing-code.ts';
import { type Outcome, ReversalSearch } from './reversals.ts';
import { type FrameMapper, frameMapper } from './source-frames.ts';
import { staleReadsAt } from './stale-reads.ts';

/** What a finding says about a failing execution besides that it fails. */
export type Explanation = Pick<
  Finding,
  'race' | 'decisiveFaults' | 'staleReads' | 'breaches' | 'aftermath' | 'interleaving'
>;

/**
 * Explains a minimal failing execution, by running it and others like it.
 * @param invariant the broken invariant
 * @param shows whether an execution breaks it in the same way
 */
export async function explain(
  { subject, executed, switches }: Pick<Shrunk, 'subject' | 'executed' | 'switches'>,
  invariant: string,
  shows: (executed: Executed) => boolean,
  frames: FrameMapper = frameMapper(subject.release),
): Promise<Explanation> {
  const { invariants } = subject.scenario;
  const accesses = await accessesOf(subject, executed);
  const lasting = await lastingBreaches(subject, executed);
  const { step: wentWrong, inThisWay } = lasting.find((breach) => breach.invariant === invariant) ?? {};
  const { near, far } = candidatePairs(subject, executed, accesses, inThisWay);
  const outcomeOf = outcomes(executed, invariant, { shows, ...(invariants && { further: invariants }) });
  const search = new ReversalSearch(subject, executed, outcomeOf);
  await search.tryEach(near);
  if (!search.found) await search.tryAll(far);
  const decisiveFaults = search.found ? [] : await findDecisiveFaults(subject, executed, shows);
  // Last, as any race of Amplify's also goes away where one program comes to its end before another.
  if (!search.found && decisiveFaults.length === 0) {
    await search.tryEach([programRaces(executed.steps, accesses)]);
  }
  const reversals = search.found ?? (decisiveFaults.length > 0 ? undefined : search.otherwise);
  const racing = reversals?.pairs.flatMap(({ first, second }) => [first, second]) ?? [];
  const breaches = lasting.map(({ invariant: name, step }) => ({ invariant: name, ...inWords(step) }));
  const staleReads = staleReadsAt(racing, wentWrong, executed, accesses);
  const mentioned = [
    ...decisiveFaults,
    ...breaches,
    ...staleReads,
    ...staleReads.flatMap(({ since }) => since ?? []),
  ];
  return {
    ...(reversals && {
      race: describeRace(reversals, executed, racingCode(reversals.pairs, accesses, frames), invariants),
    }),
    ...(decisiveFaults.length > 0 && { decisiveFaults }),
    staleReads,
    breaches,
    aftermath: await aftermathOf(subject, executed),
    interleaving: describeInterleaving(executed, frames, {
      racing: idsOf(racing),
      mentioned: idsOf(mentioned),
      preemptions: switches.preemptions,
    }),
  };
}

/** Rates other orders by what breaks in them. */
function outcomes(
  executed: Executed,
  invariant: string,
  {
    shows,
    further,
  }: { readonly shows: (executed: Executed) => boolean; readonly further?: readonly Invariant[] },
): (other: Executed) => Outcome {
  const broken = new Set(judge(executed, further).map((violation) => violation.invariant));
  broken.delete(invariant);
  const hit = whatFaultsHit(executed).join();
  return (other) => {
    if (shows(other)) return 'as before';
    // What goes away where something does not hit, or hits another call, need not go away by the order.
    if (whatFaultsHit(other).join() !== hit) return 'otherwise';
    const violations = judge(other, further);
    if (violations.length === 0) return 'well';
    return violations.every((violation) => broken.has(violation.invariant)) ? 'better' : 'otherwise';
  };
}

/** What went wrong from outside: the operation that it hit, or else the calls that had begun by then. */
function whatFaultsHit({ steps, calls }: Executed): string[] {
  return steps.flatMap((step, index) => {
    if (!isFault(step)) return [];
    if (calls.some(({ actor }) => actor === step.actor)) return [step.id];
    const begun = calls.filter(({ startedAt }) => startedAt !== undefined && startedAt <= index);
    return [`${step.id} after ${begun.map(({ actor, api }) => `${actor} ${api}`).sort()}`];
  });
}

function idsOf(steps: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(steps.map(({ id }) => id));
}
