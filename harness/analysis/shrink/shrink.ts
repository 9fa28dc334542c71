import type { Executed } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { type ActorPart, wholeProgram } from '../../simulation/scenario/program-part.ts';
import { NotReproducible } from '../replay/not-reproducible.ts';
import { type AttemptOptions, Attempts, type Candidate } from './attempts.ts';
import { deviationsOf } from './deviations.ts';
import type { KnownExecutions } from './known-executions.ts';
import { dropDeviations, moveDeviations, swapBlocks } from './shrink-order.ts';
import { leaveOut } from './shrink-program.ts';
import type { Switches } from './switches.ts';

export interface Shrunk {
  /** What of the program takes part. */
  readonly parts: readonly ActorPart[];
  /** The one given, with the program cut down to the parts. */
  readonly subject: Subject;
  readonly executed: Executed;
  readonly switches: Switches;
}

/**
 * Reduces a failing execution to a locally minimal one: no actor, call, fault or departure from the default order
 * can be left out, no departure moved elsewhere and no two neighbouring blocks of steps swapped for fewer context
 * switches, without losing the finding. Without an actor or a call some random orders are tried as well. Delta
 * debugging (Zeller and Hildebrandt, 2002) over the program and the departures of a schedule.
 * @param known executions of the whole subject and of parts of it
 * @throws {NotReproducible} where two runs of one schedule differ
 */
export async function shrink(
  known: KnownExecutions,
  schedule: readonly string[],
  options: AttemptOptions,
): Promise<Shrunk> {
  const attempts = new Attempts(known, options);
  const { whole } = known;
  const first = await attempts.byDeviations(wholeProgram(whole.program()), deviationsOf(schedule));
  if (!first) {
    throw new NotReproducible(
      'two runs of one schedule take the same steps, and only one of them shows the finding: what an invariant of your own says, or what a program does, does not follow from the execution alone. Look for chance (Math.random), the time of day, and variables outside the functions of the scenario',
    );
  }
  let best = await leaveOut(whole, first, attempts, true);
  for (let previous: Candidate | undefined; previous !== best && !attempts.spent; ) {
    previous = best;
    best = await dropDeviations(best, attempts);
    best = await swapBlocks(best, attempts);
    best = await moveDeviations(best, attempts);
    best = await leaveOut(whole, best, attempts, false);
  }
  const { parts, switches } = best;
  return { parts, switches, subject: known.subjectOf(parts), executed: await attempts.withStacks(best) };
}
