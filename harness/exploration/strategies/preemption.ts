import { isFault, type Step } from '../../simulation/world/step.ts';
import { type Alternative, boundedStrategy } from './bounded.ts';
import { causalChain } from './causal-chain.ts';
import type { CoveringStrategy } from './covering.ts';

/**
 * Iterative context bounding: M. Musuvathi, S. Qadeer, "Iterative Context Bounding for Systematic Testing of
 * Multithreaded Programs", PLDI 2007.
 *
 * All orders with at most `bound` preemptions, which are switches away from a thread that could have gone on. Where
 * the thread that ran last has come to an end, or waits, going on with any other is free.
 *
 * It departs from the paper in what a thread is, a {@link causalChain}; and a fault or a kill costs one preemption.
 */
export function preemptionStrategy(bound: number): CoveringStrategy {
  return boundedStrategy({ name: 'preemption', unit: 'preemption', alternatives: byPreemptions }, bound);
}

function byPreemptions(enabled: readonly Step[], last: Step | undefined): Alternative[] {
  const ordinary = enabled.filter((step) => !isFault(step));
  const goesOn = last && ordinary.find((step) => causalChain(step) === causalChain(last));
  const switches = ordinary.filter((step) => step !== goesOn);
  const alternatives: Alternative[] = goesOn ? [{ step: goesOn, cost: 0 }] : [];
  for (const step of switches) alternatives.push({ step, cost: goesOn ? 1 : 0 });
  for (const step of enabled) {
    if (!ordinary.includes(step)) alternatives.push({ step, cost: Math.min(1, alternatives.length) });
  }
  return alternatives;
}
