import type { SourcePosition } from '../../../results/types.ts';
import type { AccessMode } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses } from './accesses.ts';
import type { RacingPair } from './conflicts.ts';
import type { FrameMapper } from './source-frames.ts';

/** Where in Amplify's sources the code of a racing step is, innermost first. */
export type CodeOf = (step: Step) => readonly SourcePosition[];

/**
 * The code that issued a racing step. Where a page loads, or hears of a change, none of its own has: there it is the
 * code that touches what the race is about in the step.
 */
export function racingCode(
  pairs: readonly RacingPair[],
  accesses: StepAccesses,
  frames: FrameMapper,
): CodeOf {
  return (step) => {
    const issued = step.kind === 'event' ? [] : frames(step.stack);
    if (issued.length > 0) return issued;
    for (const { first, second } of pairs) {
      if (step !== first && step !== second) continue;
      for (const stack of stacksOf(step, step === first ? second : first, accesses)) {
        const touching = frames(stack);
        if (touching.length > 0) return touching;
      }
    }
    return [];
  };
}

/** Of the code of a step that touched what another one touches, too: of what it wrote first. */
function stacksOf(step: Step, other: Step, accesses: StepAccesses): (string | undefined)[] {
  const own = accesses.get(step.id);
  const others = accesses.get(other.id)?.accesses;
  return [...(own?.entries ?? [])]
    .filter(([location]) => others?.has(location))
    .sort(([one], [another]) => rank(own?.accesses.get(one)) - rank(own?.accesses.get(another)))
    .map(([, { stack }]) => stack);
}

function rank(mode: AccessMode | undefined): number {
  return mode === undefined || mode === 'read' ? 1 : 0;
}
