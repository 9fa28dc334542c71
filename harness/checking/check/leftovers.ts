import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { differenceInWords, firstDifference } from '../../simulation/execution/difference.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { factsOf } from '../../simulation/execution/facts.ts';
import type { Subject } from '../../simulation/execution/subject.ts';

/** Steps of an execution that are compared. */
const MOST_STEPS = 500;

/**
 * Notices what outlives an execution, such as a variable at the top level of a scenario's file, or of a realm that
 * serves world after world: runs the order without choices now, to be run again at the end of a check.
 * @returns runs it again, and says in words how it differs by then, if it does
 */
export async function watchForLeftovers(subject: Subject): Promise<() => Promise<string | undefined>> {
  const before = await inDefaultOrder(subject);
  const facts = factsOf(before);
  return async () => {
    // What is out of control differs for that reason.
    if (before.uncontrolled) return undefined;
    const difference = firstDifference(facts, factsOf(await inDefaultOrder(subject)));
    return (
      difference &&
      `uncontrolled: something outlives an execution, such as a variable at the top level of the scenario's file: two runs of one schedule, one before the check and one after it, ${differenceInWords(difference)}`
    );
  };
}

function inDefaultOrder(subject: Subject): Promise<Executed> {
  return execute(subject, replayStrategy([]), { maxSteps: MOST_STEPS });
}
