import { conflict } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses } from './accesses.ts';

/** Two steps of different calls that do not commute, in the order in which they happened. */
export interface RacingPair {
  readonly first: Step;
  readonly second: Step;
  /** Set if only the first step itself may be delayed to reverse them. */
  readonly directly?: true;
  /** Set if they share variables of programs that are code. */
  readonly isOfProgram?: true;
}

/**
 * Neighbouring accesses to one thing, at least one of them writing: reads with the write that they see or that
 * overwrites what they saw, writes with the one before. The latest come first.
 * @param areApart whether something else than causality orders two steps; those of different actors by default
 */
export function conflicts(
  steps: readonly Step[],
  accesses: StepAccesses,
  areApart = (first: Step, second: Step): boolean => first.actor !== second.actor,
): RacingPair[] {
  const pairs: RacingPair[] = [];
  for (const [later, second] of steps.entries()) {
    const firsts = new Set<Step>();
    for (const [location, mode] of accesses.get(second.id)?.accesses ?? []) {
      for (let earlier = later - 1; earlier >= 0; earlier -= 1) {
        const first = steps[earlier];
        const other = first && accesses.get(first.id)?.accesses.get(location);
        if (!first || other === undefined) continue;
        if (conflict(mode, other) && areApart(first, second)) firsts.add(first);
        // Accesses before a write are ordered with it, not with later ones.
        if (other === 'write') break;
      }
    }
    for (const first of [...firsts].sort((one, other) => steps.indexOf(other) - steps.indexOf(one))) {
      pairs.push({ first, second });
    }
  }
  return pairs.reverse();
}
