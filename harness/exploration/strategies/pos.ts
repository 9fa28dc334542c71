import { Randomness } from '../../amplify/realm/randomness.ts';
import { AT_REST } from '../../simulation/world/at-rest.ts';
import type { Step } from '../../simulation/world/step.ts';
import { NumberedExecutions } from './numbered-executions.ts';
import type { SamplingStrategy } from './sampling.ts';

/**
 * Partial-order sampling: X. Yuan, J. Yang, R. Gu, "Partial Order Aware Concurrency Sampling", CAV 2018.
 *
 * Each pending step has a random priority and the highest is taken; of those left, the ones that race with it draw
 * anew. Steps that do not race keep theirs, so their order follows from one draw instead of one at every turn, and
 * classes of equivalent executions come out much more evenly than from uniform choice. It has no knob.
 *
 * It departs from the paper in what races: two steps do when they touch the same storage entry or server and one
 * of them writes. That they run JavaScript of the same realm, where they may share variables, is not counted. It
 * is almost always so, drawing anew for it turns the walk into the uniform one, and losing the refresh token on
 * Amplify 6.6.6 then takes more than twice the executions. Every order keeps a positive probability either way.
 */
export function posStrategy(seed: number): SamplingStrategy {
  const sampling = new NumberedExecutions({ name: 'pos', seed });
  let randomness = new Randomness(seed);
  const priorities = new Map<string, number>();
  return {
    name: 'pos',
    sampling,
    begin() {
      randomness = Randomness.named(seed, `pos execution ${sampling.next()}`);
      priorities.clear();
      return true;
    },
    pick(enabled) {
      // The end of the execution races with all that could still happen.
      if (enabled.includes(AT_REST)) priorities.clear();
      let best: Step | undefined;
      let highest = -1;
      for (const step of enabled) {
        let priority = priorities.get(step.id);
        if (priority === undefined) {
          priority = randomness.fraction();
          priorities.set(step.id, priority);
        }
        if (priority <= highest) continue;
        best = step;
        highest = priority;
      }
      for (const step of enabled) if (best && race(step, best)) priorities.delete(step.id);
      return best;
    },
    end() {},
  };
}

function race(one: Step, other: Step): boolean {
  return touchSame(one.resource, other.resource) && (one.writes || other.writes);
}

/** Resources are entries (`phone:key`) or whole stores (`phone:*`), or have no parts. */
function touchSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one === other || covers(one, other) || covers(other, one);
}

function covers(store: string, entry: string): boolean {
  return store.endsWith(':*') && entry.startsWith(store.slice(0, -1));
}
