import { defaultChoice } from '../../exploration/strategies/replay.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { isFault } from '../../simulation/world/step.ts';

/** A step that must not happen before another one. Both by their causal ids. */
export interface Hold {
  readonly step: string;
  readonly until: string;
}

/**
 * Follows a schedule, except for the steps that are held back, which happen as soon as they may. Steps that are not in the
 * schedule come after those that are. If nothing else is enabled, a step is not held back.
 */
export function holdingBack(schedule: readonly string[], holds: readonly Hold[]): Strategy {
  const ranks = new Map(schedule.map((id, rank) => [id, rank]));
  let waiting = [...holds];
  return {
    name: 'replay',
    begin() {
      waiting = [...holds];
      return true;
    },
    pick(enabled, last) {
      waiting = waiting.filter(({ until }) => until !== last?.id);
      const held = new Set(waiting.map(({ step }) => operationOf(step)));
      const free = enabled.filter(({ id }) => !held.has(operationOf(id)));
      const candidates = free.some((step) => !isFault(step)) ? free : enabled;
      let next: (typeof enabled)[number] | undefined;
      for (const step of candidates) {
        const rank = ranks.get(step.id);
        if (rank !== undefined && rank < (ranks.get(next?.id ?? '') ?? Number.POSITIVE_INFINITY)) next = step;
      }
      return next ?? defaultChoice(candidates, last);
    },
    end() {},
  };
}

/** The id that what a fault hits has where none does: of one operation one outcome is not to come for another. */
function operationOf(id: string): string {
  return id.replace(/![^:/!]*$/, '');
}
