import type { OptionValues } from './types.ts';

/** Options as one sets them: for `--set`, for schedule strings and for reports. */
export function optionTexts(options: OptionValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value),
    ]),
  );
}
