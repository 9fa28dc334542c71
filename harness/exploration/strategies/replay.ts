import type { Strategy } from '../../simulation/execution/strategy.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';

/** The point at which an execution left the schedule that it was following. */
export interface Divergence {
  /** Number of steps taken before it. */
  readonly at: number;
  /** The expected step. */
  readonly expected: string;
  readonly enabled: readonly string[];
}

export interface ReplayStrategy extends Strategy {
  /** The first point at which the schedule could not be followed, if any. */
  readonly divergence: Divergence | undefined;
}

/**
 * Follows a schedule of causal ids. A step that is not enabled when its turn comes is skipped. After the end of the
 * schedule, the execution continues with default choices: with the actor that ran last if possible, otherwise with the
 * step that has been enabled longest.
 */
export function replayStrategy(schedule: readonly string[]): ReplayStrategy {
  let position = 0;
  let divergence: Divergence | undefined;
  return {
    name: 'replay',
    get divergence() {
      return divergence;
    },
    begin() {
      position = 0;
      divergence = undefined;
      return true;
    },
    pick(enabled, last) {
      while (position < schedule.length) {
        const expected = schedule[position];
        position += 1;
        const step = enabled.find(({ id }) => id === expected);
        if (step) return step;
        divergence ??= { at: position - 1, expected: expected ?? '', enabled: enabled.map(({ id }) => id) };
      }
      return defaultChoice(enabled, last);
    },
    end() {},
  };
}

/** The default choice: switches between actors only if it must, and lets no fault happen. */
export function defaultChoice(enabled: readonly Step[], last: Step | undefined): Step | undefined {
  const ordinary = enabled.filter((step) => !isFault(step));
  return ordinary.find(({ actor }) => actor === last?.actor) ?? ordinary[0];
}
