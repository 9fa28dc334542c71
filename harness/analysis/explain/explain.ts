import type { Finding } from '../../../results/types.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { isDisaster } from '../../simulation/world/step.ts';
import { aftermathOf } from '../aftermath/aftermath.ts';
import type { Shrunk } from '../shrink/shrink.ts';
import { accessesOf } from './accesses.ts';
import { beliefsAt } from './beliefs.ts';
import { lastingBreaches } from './breaches.ts';
import { candidatePairs } from './candidate-pairs.ts';
import { describeRace } from './describe-race.ts';
import { FlipSearch, type Outcome } from './flips.ts';
import { inWords } from './in-words.ts';
import { describeInterleaving } from './interleaving.ts';
import { decisiveMishaps } from './mishaps.ts';
import { racingCode } from './racing-code.ts';
import { type FrameMapper, frameMapper } from './source-frames.ts';

/** What a finding tells of a failing execution besides that it fails. */
export type Explanation = Pick<
  Finding,
  'race' | 'mishaps' | 'beliefs' | 'breaches' | 'aftermath' | 'interleaving'
>;

/**
 * Explains a minimal failing execution, by running it and others like it.
 * @param invariant the one that breaks
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
  const search = new FlipSearch(subject, executed, outcomeOf);
  await search.tryEach(near);
  if (!search.found) await search.tryAll(far);
  const mishaps = search.found ? [] : await decisiveMishaps(subject, executed, shows);
  const flips = search.found ?? (mishaps.length > 0 ? undefined : search.otherwise);
  const racing = flips?.pairs.flatMap(({ first, second }) => [first, second]) ?? [];
  const breaches = lasting.map(({ invariant: name, step }) => ({ invariant: name, ...inWords(step) }));
  const beliefs = beliefsAt(racing, wentWrong, executed, accesses);
  const mentioned = [...mishaps, ...breaches, ...beliefs, ...beliefs.flatMap(({ since }) => since ?? [])];
  return {
    ...(flips && {
      race: describeRace(flips, executed, racingCode(flips.pairs, accesses, frames), invariants),
    }),
    ...(mishaps.length > 0 && { mishaps }),
    beliefs,
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
  const struck = whatStruck(executed).join();
  return (other) => {
    if (shows(other)) return 'as before';
    // What goes away where something does not strike, or strikes another call, need not go away by the order.
    if (whatStruck(other).join() !== struck) return 'otherwise';
    const violations = judge(other, further);
    if (violations.length === 0) return 'well';
    return violations.every((violation) => broken.has(violation.invariant)) ? 'better' : 'otherwise';
  };
}

/** What went wrong from outside: the operation that it struck, or else the calls that had begun by then. */
function whatStruck({ steps, calls }: Executed): string[] {
  return steps.flatMap((step, index) => {
    if (!isDisaster(step)) return [];
    if (calls.some(({ actor }) => actor === step.actor)) return [step.id];
    const begun = calls.filter(({ startedAt }) => startedAt !== undefined && startedAt <= index);
    return [`${step.id} after ${begun.map(({ actor, api }) => `${actor} ${api}`).sort()}`];
  });
}

function idsOf(steps: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(steps.map(({ id }) => id));
}
