import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { differenceInWords, firstDifference } from '../../simulation/execution/difference.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { factsOf } from '../../simulation/execution/facts.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judgeWithReach } from '../../simulation/invariants/index.ts';
import { NOT_IN_FORCE } from '../../simulation/invariants/invariant.ts';

/** The most steps of an execution to compare. */
const MOST_STEPS = 500;

/** Tests to run at the end of a check. Each returns what is wrong, in words, or undefined. */
export interface Leftovers {
  /** Runs the first execution twice more. */
  inExecutions(): Promise<string | undefined>;
  /** Lets the scenario's own invariants judge it twice more: the judgements must agree. */
  inInvariants(): string | undefined;
}

/**
 * Detects state that outlives an execution, such as a variable at the top level of a scenario's file, or in a realm that
 * serves one world after another. It runs the default order now, and twice more at the end of a check.
 */
export async function watchForLeftovers(subject: Subject): Promise<Leftovers> {
  const before = await inDefaultOrder(subject);
  const facts = factsOf(before);
  const judged = ownJudgements(subject, before);
  const inInvariants = (): string | undefined => {
    for (const again of [ownJudgements(subject, before), ownJudgements(subject, before)]) {
      const name = [...again.keys()].find((invariant) => again.get(invariant) !== judged.get(invariant));
      if (name === undefined) continue;
      return `uncontrolled: invariant ${name} says "${judged.get(name)}" about an execution, and later "${again.get(name)}" about the same one: it keeps state between judgements, such as a variable outside check`;
    }
    return undefined;
  };
  const inExecutions = async (): Promise<string | undefined> => {
    // An uncontrolled execution may differ for that reason alone.
    if (before.uncontrolled) return undefined;
    // A variable that switches between two values has the first one again in one run of two.
    const difference =
      firstDifference(facts, factsOf(await inDefaultOrder(subject))) ??
      firstDifference(facts, factsOf(await inDefaultOrder(subject)));
    return (
      difference &&
      `uncontrolled: some state outlives an execution, such as a variable at the top level of the scenario's file: two runs of one schedule, one before the check and one after it, ${differenceInWords(difference)}`
    );
  };
  return { inExecutions, inInvariants };
}

/** The judgements of the scenario's own invariants about an execution, by name. */
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
