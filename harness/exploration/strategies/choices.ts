import type { Strategy } from '../../simulation/execution/strategy.ts';
import { defaultChoice } from './replay.ts';
import type { Choice } from './schedule-string.ts';

/** Follows a schedule that is given as departures from the default choice. */
export function choicesStrategy(choices: readonly Choice[]): Strategy {
  let position = 0;
  let skipped = 0;
  return {
    name: 'replay',
    begin() {
      position = 0;
      skipped = 0;
      return true;
    },
    pick(enabled, last) {
      const choice = choices[position];
      if (choice && skipped === choice.skip) {
        position += 1;
        skipped = 0;
        return enabled[choice.index] ?? defaultChoice(enabled, last);
      }
      skipped += 1;
      return defaultChoice(enabled, last);
    },
    end() {},
  };
}
