import { Randomness } from '../world/randomness.ts';
import { NumberedExecutions } from './numbered-executions.ts';
import type { Strategy } from './strategy.ts';

/** Draws every step uniformly from those enabled. Execution `n` depends on the seed and on `n` alone. */
export function randomStrategy(seed: number): Strategy {
  const sampling = new NumberedExecutions({ name: 'random', seed });
  let randomness = new Randomness(seed);
  return {
    name: 'random',
    sampling,
    begin() {
      randomness = Randomness.named(seed, `execution ${sampling.next()}`);
      return true;
    },
    pick: (enabled) => enabled[randomness.below(enabled.length)],
    end() {},
  };
}
