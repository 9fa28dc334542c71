import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { differenceInWords, firstDifference } from '../../simulation/execution/difference.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { factsOf } from '../../simulation/execution/facts.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judgeWithReach } from '../../simulation/invariants/index.ts';
import { NOT_IN_FORCE } from '../../simulation/invariants/invariant.ts';

/** Steps of an execution that are compared. */
const MOST_STEPS = 500;

/** What is asked when a check has gone through its executions. Each answer says in words what is wrong, if anything is. */
export interface Leftovers {
  /** Runs the first execution again. */
  inExecutions(): Promise<string | undefined>;
  /** Lets the scenario's own invariants judge it again, twice: they must say the same. */
  inInvariants(): string | undefined;
}

/**
 * Notices what outlives an execution, such as a variable at the top level of a scenario's file, or of a realm that
 * serves world after world: runs the order without choices now, to be run again at the end of a check.
 */
export async function watchForLeftovers(subject: Subject): Promise<Leftovers> {
  const before = await inDefaultOrder(subject);
  const facts = factsOf(before);
  const judged = ownJudgements(subject, before);
  const inInvariants = (): string | undefined => {
    for (const again of [ownJudgements(subject, before), ownJudgements(subject, before)]) {
      const name = [...again.keys()].find((invariant) => again.get(invariant) !== judged.get(invariant));
      if (name === undefined) continue;
      return `uncontrolled: invariant ${name} says "${judged.get(name)}" of an execution, and "${again.get(name)}" of the same one later: it keeps something from one judgement to the next, such as a variable outside check`;
    }
    return undefined;
  };
  const inExecutions = async (): Promise<string | undefined> => {
    // What is out of control differs for that reason.
    if (before.uncontrolled) return undefined;
    const difference = firstDifference(facts, factsOf(await inDefaultOrder(subject)));
    return (
      difference &&
      `uncontrolled: something outlives an execution, such as a variable at the top level of the scenario's file: two runs of one schedule, one before the check and one after it, ${differenceInWords(difference)}`
    );
  };
  return { inExecutions, inInvariants };
}

/** By invariant of the scenario's own, what it says of an execution. */
function ownJudgements({ scenario }: Subject, executed: Executed): ReadonlyMap<string, string> {
  const own = scenario.invariants ?? [];
  const { violations, inForce } = judgeWithReach(executed, own);
  return new Map(
    own.map(({ name }) => {
      const breach = violations.find(({ invariant }) => invariant === name);
      return [name, breach?.symptom ?? (inForce.includes(name) ? 'holds' : NOT_IN_FORCE)];
    }),
  );
}

function inDefaultOrder(subject: Subject): Promise<Executed> {
  return execute(subject, replayStrategy([]), { maxSteps: MOST_STEPS });
}
