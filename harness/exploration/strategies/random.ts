import { Randomness } from '../../amplify/realm/randomness.ts';
import { AT_REST } from '../../simulation/world/at-rest.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';
import { NumberedExecutions } from './numbered-executions.ts';
import type { SamplingStrategy } from './sampling.ts';

/** The longest average wait for a fault is 2 to the power of this, in steps. */
const LONGEST_WAIT = 6;

/**
 * Draws every step uniformly from the enabled ones. Execution `n` depends only on the seed and on `n`.
 *
 * By uniform choice an app that may be killed is dead after a few steps in almost every execution, and hardly ever lives
 * to be killed when it has nothing more to do. So where something may go wrong, half of the executions first draw
 * whether it does, with a small chance that each draws for itself.
 */
export function randomStrategy(seed: number): SamplingStrategy {
  const sampling = new NumberedExecutions({ name: 'random', seed });
  let randomness = new Randomness(seed);
  /** Steps on average until something goes wrong: 0 for uniform choice, undefined as long as nothing could. */
  let wait: number | undefined;
  const among = (steps: readonly Step[]): Step | undefined => steps[randomness.below(steps.length)];
  return {
    name: 'random',
    sampling,
    begin() {
      randomness = Randomness.named(seed, `execution ${sampling.next()}`);
      wait = undefined;
      return true;
    },
    pick(enabled) {
      const faults = enabled.filter(isFault);
      if (faults.length === 0 || enabled.includes(AT_REST)) return among(enabled);
      wait ??= randomness.below(2) === 0 ? 0 : 2 ** (1 + randomness.below(LONGEST_WAIT));
      if (wait === 0) return among(enabled);
      const ordinary = enabled.filter((step) => !isFault(step));
      return among(ordinary.length === 0 || randomness.below(wait) === 0 ? faults : ordinary);
    },
    end() {},
  };
}
