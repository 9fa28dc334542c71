import type { OptionValues } from './types.ts';

/** Option values as text, as `--set`, schedule strings and reports have them. */
export function optionTexts(options: OptionValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value),
    ]),
  );
}
