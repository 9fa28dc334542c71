import { NotReproducible } from '../../analysis/replay/not-reproducible.ts';
import type { Symptom } from '../../exploration/explore/symptoms.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { differenceInWords, firstDifference } from '../../simulation/execution/difference.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { factsOf } from '../../simulation/execution/facts.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';

/**
 * Runs a failing schedule twice more, in fresh realms or in reused ones.
 * @throws {NotReproducible} in one of three cases, with the first difference: the two runs differ in a step; they take the
 *   same steps with another outcome; or they agree with each other, but not with the run that failed
 */
export async function confirm(subject: Subject, { violation, schedule, facts }: Symptom): Promise<void> {
  const runs = [
    await execute(subject, replayStrategy(schedule), { observed: true }),
    await execute(subject, replayStrategy(schedule), { observed: true }),
  ] as const;
  const [one, other] = [factsOf(runs[0]), factsOf(runs[1])];
  const difference = firstDifference(one, other);
  if (difference) throw new NotReproducible(`two runs of one schedule ${differenceInWords(difference)}`);
  const broken = mostSevereOf(subject, runs[0]);
  if (broken?.invariant === violation.invariant && broken.symptom === violation.symptom) return;
  const before = facts && firstDifference(facts, one);
  throw new NotReproducible(
    `two more runs of the schedule that broke ${violation.invariant} agree with each other, but not with that run: they ${
      before ? differenceInWords(before) : otherwiseJudged(runs[0], schedule, broken)
    }`,
  );
}

function mostSevereOf(subject: Subject, executed: Executed): Violation | undefined {
  return judge(executed, subject.scenario.invariants)[0];
}

/** For a first run of which only the schedule is known, or which did exactly the same. */
function otherwiseJudged(
  { steps }: Executed,
  schedule: readonly string[],
  broken: Violation | undefined,
): string {
  const missing = schedule.find((id, index) => steps[index]?.id !== id);
  if (missing !== undefined) return `differ from step ${missing} on`;
  const verdict = broken ? `break ${broken.invariant} instead` : 'break nothing';
  return `take the same steps and ${verdict}, but the judgement of an invariant may depend only on the execution`;
}
