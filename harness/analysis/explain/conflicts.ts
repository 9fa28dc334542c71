import { conflict } from '../../instrumentation/access-set.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses } from './accesses.ts';

/** Two steps of different calls, in the order in which they came, that do not commute. */
export interface RacingPair {
  readonly first: Step;
  readonly second: Step;
  /** Set where nothing may be put off to turn them round but the first itself. */
  readonly directly?: true;
  /** Set where what they share are variables of programs that are code. */
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
        // What lies behind a write is ordered with it, not with what follows.
        if (other === 'write') break;
      }
    }
    for (const first of [...firsts].sort((one, other) => steps.indexOf(other) - steps.indexOf(one))) {
      pairs.push({ first, second });
    }
  }
  return pairs.reverse();
}
