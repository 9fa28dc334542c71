import { defaultChoice } from '../../exploration/strategies/replay.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { isFault } from '../../simulation/world/step.ts';

/**
 * A schedule as what it departs from: after the step with this id (the key, '' at the start) comes that one (the
 * value) and not the default choice. Since ids are causal, one departure can be taken away and the others
 * keep their meaning. A value `@name` stands for whatever step of that actor is enabled first.
 */
export type Deviations = ReadonlyMap<string, string>;

/** Follows the default choice but for the deviations. */
export function deviatingStrategy(deviations: Deviations): Strategy {
  return {
    name: 'replay',
    begin: () => true,
    pick(enabled, last) {
      const wanted = deviations.get(last?.id ?? '');
      const found = wanted?.startsWith('@')
        ? enabled.find((step) => step.actor === wanted.slice(1) && !isFault(step))
        : enabled.find(({ id }) => id === wanted);
      return found ?? defaultChoice(enabled, last);
    },
    end() {},
  };
}

/** The deviations that lead through exactly these steps. */
export function deviationsOf(schedule: readonly string[]): Deviations {
  return new Map(schedule.map((id, index) => [schedule[index - 1] ?? '', id]));
}
