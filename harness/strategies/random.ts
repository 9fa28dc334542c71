import { Randomness } from '../world/randomness.ts';
import type { Strategy } from './strategy.ts';

/** Draws every step uniformly from those enabled. Execution `n` depends on the seed and on `n` alone. */
export function randomStrategy(seed: number): Strategy {
  let execution = -1;
  let randomness = new Randomness(seed);
  return {
    name: 'random',
    sampling: {
      settings: { name: 'random', seed },
      learnsFrom: 0,
      goTo(number) {
        execution = number - 1;
      },
    },
    begin() {
      execution += 1;
      randomness = Randomness.named(seed, `execution ${execution}`);
      return true;
    },
    pick: (enabled) => enabled[randomness.below(enabled.length)],
    end() {},
  };
}
