import type { Strategy } from '../../simulation/execution/strategy.ts';
import { defaultChoice } from './replay.ts';
import { type Choice, formatChoice } from './schedule-string.ts';

/** The first choice of a schedule that the execution did not offer. The schedule is of another execution. */
export interface MissingChoice {
  /** As the schedule has it. */
  readonly choice: string;
  /** Number of steps taken before it; where the execution ended first, all of them. */
  readonly at: number;
  /** Causal ids of the steps that were enabled there. Undefined if the execution ended before. */
  readonly enabled: readonly string[] | undefined;
}

export interface ChoicesStrategy extends Strategy {
  /** To be asked once the execution has ended. Undefined if every choice was made. */
  readonly missing: MissingChoice | undefined;
}

/** Follows a schedule that is given as departures from the default choice. */
export function choicesStrategy(choices: readonly Choice[]): ChoicesStrategy {
  let position = 0;
  let skipped = 0;
  let taken = 0;
  let missing: MissingChoice | undefined;
  return {
    name: 'replay',
    get missing() {
      const left = choices[position];
      return missing ?? (left && { choice: formatChoice(left), at: taken, enabled: undefined });
    },
    begin() {
      position = 0;
      skipped = 0;
      taken = 0;
      missing = undefined;
      return true;
    },
    pick(enabled, last) {
      const choice = choices[position];
      let picked = defaultChoice(enabled, last);
      if (choice && skipped === choice.skip) {
        position += 1;
        skipped = 0;
        const chosen = enabled[choice.index];
        if (!chosen) {
          missing ??= { choice: formatChoice(choice), at: taken, enabled: enabled.map(({ id }) => id) };
        }
        picked = chosen ?? picked;
      } else {
        skipped += 1;
      }
      taken += 1;
      return picked;
    },
    end() {},
  };
}
