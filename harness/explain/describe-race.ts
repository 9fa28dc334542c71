import type { Executed } from '../execution/execute.ts';
import { judge } from '../invariants/index.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Flip, Race } from '../results/types.ts';
import type { Step } from '../world/step.ts';
import type { RacingPair } from './conflicts.ts';
import type { Flips } from './flips.ts';
import { inWords } from './in-words.ts';
import type { FrameMapper } from './source-frames.ts';

/** The race as data and in words, with Amplify's source lines. */
export function describeRace(
  { pairs, without }: Flips,
  executed: Executed,
  frames: FrameMapper,
  furtherInvariants: readonly Invariant[] = [],
): Race {
  const flips = pairs.map((pair) => describeFlip(pair, frames));
  const [violation] = judge(without, furtherInvariants);
  const then = violation
    ? `this would not happen, but ${violation.invariant} would break`
    : 'no invariant would break';
  const racing = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const steps = executed.steps.filter((step) => racing.has(step));
  return {
    sentence: `If ${flips.map(({ sentence }) => sentence).join(', and ')}, ${then}.`,
    flips,
    steps: steps.map((step) => ({ ...inWords(step), at: frames(step.stack) })),
  };
}

function describeFlip({ first, second }: RacingPair, frames: FrameMapper): Flip {
  return {
    first: first.id,
    second: second.id,
    sentence: `${possessive(second, frames)} came before ${possessive(first, frames)}`,
  };
}

/** `B's write refreshToken = refresh#1 (TokenStore.ts:119)` */
function possessive(step: Step, frames: FrameMapper): string {
  const [at] = frames(step.stack);
  const where = at ? ` (${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line})` : '';
  const what = step.describe().replace(/^calls /, 'call of ');
  return `${step.actor}'s ${what}${where}`;
}
