import { Randomness } from '../../amplify/realm/randomness.ts';
import type { Step } from '../../simulation/world/step.ts';
import { causalChain } from './causal-chain.ts';
import { NumberedExecutions } from './numbered-executions.ts';
import type { SamplingStrategy } from './sampling.ts';

/** Enough executions to include a long one: the first may have run one call after the other. */
const LEARNS_FROM = 20;

/**
 * Probabilistic concurrency testing: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, "A Randomized
 * Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
 *
 * Each thread has a random priority and the enabled one with the highest runs, save that at `depth - 1` random
 * moments the thread that is about to run falls below all others. A bug that takes `depth` ordered steps is met
 * with probability at least 1 / (n * k^(depth-1)) an execution, for n threads and k steps.
 *
 * It departs from the paper where it must:
 * - A thread is a {@link causalChain}. Chains begin while others run, so n is not known beforehand: a chain draws its
 *   priority when it is first seen, which orders n of them as evenly as a permutation drawn at the start.
 * - k is the length of the longest of the first executions. The first of all therefore changes no priority. Later ones
 *   do not count, so that they depend on none before them and can be shared out among threads.
 * - Moments are drawn independently, so that two of them may coincide.
 */
export function pctStrategy(seed: number, depth: number): SamplingStrategy {
  const sampling = new NumberedExecutions({ name: 'pct', seed, bound: depth }, LEARNS_FROM);
  let longest = 0;
  let taken = 0;
  let randomness = new Randomness(seed);
  let changes = new Map<number, number>();
  const priorities = new Map<string, number>();

  const priorityOf = (chain: string): number => {
    const known = priorities.get(chain);
    if (known !== undefined) return known;
    const drawn = randomness.fraction();
    priorities.set(chain, drawn);
    return drawn;
  };
  const highest = (enabled: readonly Step[]): Step | undefined => {
    let best: Step | undefined;
    let bestPriority = Number.NEGATIVE_INFINITY;
    for (const step of enabled) {
      const priority = priorityOf(causalChain(step));
      if (priority <= bestPriority) continue;
      best = step;
      bestPriority = priority;
    }
    return best;
  };

  return {
    name: 'pct',
    sampling,
    begin() {
      taken = 0;
      randomness = Randomness.named(seed, `pct execution ${sampling.next()}`);
      priorities.clear();
      changes = new Map();
      for (let change = 1; change < depth && longest > 0; change += 1) {
        changes.set(randomness.below(longest), -change);
      }
      return true;
    },
    pick(enabled) {
      const lowered = changes.get(taken);
      const running = lowered === undefined ? undefined : highest(enabled);
      if (running && lowered !== undefined) priorities.set(causalChain(running), lowered);
      taken += 1;
      return highest(enabled);
    },
    end({ steps }) {
      if (sampling.current < LEARNS_FROM) longest = Math.max(longest, steps.length);
    },
  };
}
