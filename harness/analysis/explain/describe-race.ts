import type { Race, Reversal } from '../../../results/types.ts';
import { type RaceSide, raceInWords, reversalInWords } from '../../../results/words/race.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { RacingPair } from './conflicts.ts';
import { inWords } from './in-words.ts';
import { programCodeIn } from './program-races.ts';
import type { CodeOf } from './racing-code.ts';
import type { Reversals } from './reversals.ts';

/** The race as data and in words, with Amplify's source lines, or those of the app where its own variables race. */
export function describeRace(
  { pairs, without }: Reversals,
  executed: Executed,
  codeOf: CodeOf,
  furtherInvariants: readonly Invariant[] = [],
): Race {
  const reversals = pairs.map((pair) => describeReversal(pair, executed, codeOf));
  const ofProgram = new Set(pairs.flatMap((pair) => (pair.isOfProgram ? [pair.first, pair.second] : [])));
  const [violation] = judge(without, furtherInvariants);
  const racing = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const steps = executed.steps.filter((step) => racing.has(step));
  return {
    sentence: raceInWords(reversals, violation?.invariant),
    reversals,
    steps: steps.map((step) => ({
      ...inWords(step),
      at: ofProgram.has(step) ? programCodeIn(executed, step).at : codeOf(step),
    })),
  };
}

function describeReversal(
  { first, second, isOfProgram }: RacingPair,
  executed: Executed,
  codeOf: CodeOf,
): Reversal {
  const side = (step: Step): RaceSide => ({
    actor: step.actor,
    does: step.facts(),
    ...(isOfProgram ? programCodeIn(executed, step) : { at: codeOf(step) }),
  });
  return {
    first: first.id,
    second: second.id,
    sentence: reversalInWords(side(first), side(second)),
    ...(isOfProgram && { isOfProgram }),
  };
}
