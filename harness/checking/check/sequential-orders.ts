import { defaultChoice } from '../../exploration/strategies/replay.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { ActorProgram } from '../../simulation/scenario/scenario.ts';
import { isFault } from '../../simulation/world/step.ts';

/** Orders without faults in which one actor runs after another: the default one, and one for each actor, which runs first. */
export function sequentialOrders(program: readonly ActorProgram[]): Strategy[] {
  return [undefined, ...program.map(({ actor }) => actor)].map(actorFirst);
}

/** Runs one actor as long as it can, then makes the default choices. */
function actorFirst(first: string | undefined): Strategy {
  return {
    name: 'sequential',
    begin: () => true,
    pick: (enabled, last) =>
      enabled.find((step) => step.actor === first && !isFault(step)) ?? defaultChoice(enabled, last),
    end() {},
  };
}
