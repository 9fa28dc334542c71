import type { Step } from '../../simulation/world/step.ts';
import { type Alternative, boundedStrategy } from './bounded.ts';
import type { CoveringStrategy } from './covering.ts';
import { defaultChoice } from './replay.ts';

/**
 * Delay-bounded search: M. Emmi, S. Qadeer, Z. Rakamaric, "Delay-Bounded Scheduling", POPL 2011.
 *
 * A deterministic scheduler runs everything, and at most `bound` times in an execution the step that is next is
 * put off and the scheduler asked again. The number of orders is polynomial in their length and, unlike with
 * preemptions, does not grow with the number of threads.
 *
 * It departs from the paper in the scheduler, which is the {@link defaultChoice} that replays go on with rather than
 * round-robin: a step that was put off comes into question again at the next step. The paper allows any that
 * is deterministic. A fault or a kill is never what happens by itself, and costs one delay.
 */
export function delayStrategy(bound: number): CoveringStrategy {
  return boundedStrategy({ name: 'delay', unit: 'delay', alternatives: byDelays }, bound);
}

function byDelays(enabled: readonly Step[], last: Step | undefined): Alternative[] {
  const alternatives: Alternative[] = [];
  let rest = enabled;
  for (let next = defaultChoice(rest, last); next; next = defaultChoice(rest, last)) {
    const step = next;
    alternatives.push({ step, cost: alternatives.length });
    rest = rest.filter((other) => other !== step);
  }
  // Where nothing else is left to happen, a kill or fault does.
  for (const step of rest) alternatives.push({ step, cost: Math.min(1, alternatives.length) });
  return alternatives;
}
