import { optionTexts } from '../../results/option-texts.ts';
import type { OptionValues, Result } from '../../results/types.ts';
import { counted } from './count.ts';
import { verdictInWords } from './verdict.ts';

/** `concurrent-refresh on 6.6.6` */
export function nameOfCheck(result: Result): string {
  return `${result.scenario} on ${result.amplify}`;
}

/** `calls=3 storage=fifo`, as for `--set`. */
export function optionsInWords(options: OptionValues): string {
  return Object.entries(optionTexts(options))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** `strategy portfolio (exhaustive), seed 1`: the strategy, and which part of it decided. */
export function howChecked({ strategy, decidedBy, seed }: Result): string {
  return `strategy ${strategy}${decidedBy === undefined ? '' : ` (${decidedBy})`}, seed ${seed}`;
}

/** A check in one line: what was checked, the verdict, and what it is based on. */
export function checkInWords(result: Result): string {
  const { executions } = result;
  return `${nameOfCheck(result)}: ${verdictInWords(result)}; ${counted(executions, 'execution')}, ${howChecked(result)}`;
}
