import type { OptionValues, Result } from '../../harness/results/types.ts';

/** `concurrent-refresh on 6.6.6` */
export function nameOfCheck(result: Result): string {
  return `${result.scenario} on ${result.amplify}`;
}

/** `calls=3 storage=fifo`, as one would type it after `--set`. */
export function optionsInWords(options: OptionValues): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
