import { asJudged } from '../execution/as-judged.ts';
import type { WholeExecution } from '../execution/execution.ts';
import { GENERAL_INVARIANTS } from './index.ts';
import { type Invariant, isBreach } from './invariant.ts';

/**
 * Names of the general invariants that judge an execution by an order which `compared-moments.ts` does not list: they
 * say something else of it where moments that commute change places. A search would miss what they break in.
 */
export function undeclaredComparisons(
  execution: WholeExecution,
  invariants: readonly Invariant[] = GENERAL_INVARIANTS,
): string[] {
  const usual = asJudged(execution, 'usual').general;
  const other = asJudged(execution, 'other').general;
  return invariants
    .filter((invariant) => inWords(invariant.check(usual)) !== inWords(invariant.check(other)))
    .map(({ name }) => name);
}

/** Which of several breaches comes first is no matter of order, nor is what is said of it. */
function inWords(judgement: ReturnType<Invariant['check']>): string {
  return isBreach(judgement) ? 'broken' : String(judgement);
}
