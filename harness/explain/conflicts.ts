import type { Step } from '../world/step.ts';

/** Two steps of different actors, in the order in which they came, that do not commute. */
export interface RacingPair {
  readonly first: Step;
  readonly second: Step;
}

/**
 * Neighbouring accesses of different actors to one resource, at least one of them writing: reads with the write
 * that they see or that overwrites what they saw, writes with the one before. The latest come first.
 */
export function conflicts(steps: readonly Step[]): RacingPair[] {
  const pairs: RacingPair[] = [];
  for (const [later, second] of steps.entries()) {
    if (second.resource === undefined) continue;
    for (let earlier = later - 1; earlier >= 0; earlier -= 1) {
      const first = steps[earlier];
      if (first?.resource !== second.resource) continue;
      if (first.actor !== second.actor && (first.writes || second.writes)) pairs.push({ first, second });
      // What lies behind a write is ordered with it, not with what follows.
      if (first.writes) break;
    }
  }
  return pairs.reverse();
}
