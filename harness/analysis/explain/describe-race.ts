import type { Flip, Race } from '../../../results/types.ts';
import { flipInWords, type RaceSide, raceInWords } from '../../../results/words/race.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { RacingPair } from './conflicts.ts';
import type { Flips } from './flips.ts';
import { inWords } from './in-words.ts';
import type { CodeOf } from './racing-code.ts';

/** The race as data and in words, with Amplify's source lines. */
export function describeRace(
  { pairs, without }: Flips,
  executed: Executed,
  codeOf: CodeOf,
  furtherInvariants: readonly Invariant[] = [],
): Race {
  const flips = pairs.map((pair) => describeFlip(pair, codeOf));
  const [violation] = judge(without, furtherInvariants);
  const racing = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const steps = executed.steps.filter((step) => racing.has(step));
  return {
    sentence: raceInWords(flips, violation?.invariant),
    flips,
    steps: steps.map((step) => ({ ...inWords(step), at: codeOf(step) })),
  };
}

function describeFlip({ first, second }: RacingPair, codeOf: CodeOf): Flip {
  const side = (step: Step): RaceSide => ({ actor: step.actor, does: step.facts(), at: codeOf(step) });
  return { first: first.id, second: second.id, sentence: flipInWords(side(first), side(second)) };
}
