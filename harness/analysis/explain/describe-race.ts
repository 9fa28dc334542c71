import type { Flip, Race } from '../../../results/types.ts';
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
  const then = violation
    ? `this would not happen, but ${violation.invariant} would break`
    : 'no invariant would break';
  const racing = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const steps = executed.steps.filter((step) => racing.has(step));
  return {
    sentence: `If ${flips.map(({ sentence }) => sentence).join(', and ')}, ${then}.`,
    flips,
    steps: steps.map((step) => ({ ...inWords(step), at: codeOf(step) })),
  };
}

function describeFlip({ first, second }: RacingPair, codeOf: CodeOf): Flip {
  return {
    first: first.id,
    second: second.id,
    sentence: `${possessive(second, codeOf)} came before ${possessive(first, codeOf)}`,
  };
}

/** What nobody calls is nobody's. `B's write refreshToken = refresh#1 (TokenStore.ts:119)` */
function possessive(step: Step, codeOf: CodeOf): string {
  const [at] = codeOf(step);
  const where = at ? ` (${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line})` : '';
  const what = step.describe().replace(/^calls /, 'call of ');
  return step.kind === 'event' ? `${what}${where}` : `${step.actor}'s ${what}${where}`;
}
