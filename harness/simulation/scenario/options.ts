import type { OptionValues } from '../../../results/types.ts';
import { optionsWithCurrentNames } from './former-names.ts';

/** One option of a scenario, set on the command line with `--set name=value`. */
export interface OptionSpec<T extends string | number | boolean = string | number | boolean> {
  readonly default: T;
  readonly describe: string;
  /** The accepted values, in words. */
  readonly accepts: string;
  /** @returns the value, or undefined if `text` is not an accepted one */
  parse(text: string): T | undefined;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The values that specs resolve to. */
export type OptionsOf<Specs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends OptionSpec<infer T> ? T : never;
};

export function integer(
  fallback: number,
  describe: string,
  { min = 0, max = 1000 }: { min?: number; max?: number } = {},
): OptionSpec<number> {
  return {
    default: fallback,
    describe,
    accepts: `a whole number from ${min} to ${max}`,
    parse: (text) => {
      const value = Number(text);
      return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
    },
  };
}

export function flag(fallback: boolean, describe: string): OptionSpec<boolean> {
  return {
    default: fallback,
    describe,
    accepts: 'on or off',
    parse: (text) => {
      if (text === 'on' || text === 'true') return true;
      if (text === 'off' || text === 'false') return false;
      return undefined;
    },
  };
}

export function oneOf<const T extends string>(
  values: readonly T[],
  fallback: T,
  describe: string,
): OptionSpec<T> {
  return {
    default: fallback,
    describe,
    accepts: values.join(', '),
    parse: (text) => values.find((value) => value === text),
  };
}

/** A setting that the scenario does not accept. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * Resolves `name=value` settings against the specs.
 * @throws {OptionError} for an unknown name or a value that is not accepted
 */
export function resolveOptions(specs: OptionSpecs, given: Readonly<Record<string, string>>): OptionValues {
  const settings = optionsWithCurrentNames(given, Object.keys(specs));
  const unknown = Object.keys(settings).find((name) => !Object.hasOwn(specs, name));
  if (unknown !== undefined) {
    const names = Object.keys(specs);
    throw new OptionError(
      `no option "${unknown}"; ${names.length > 0 ? `options: ${names.join(', ')}` : 'it has no options'}`,
    );
  }
  const values: Record<string, string | number | boolean> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const text = settings[name];
    const value = text === undefined ? spec.default : spec.parse(text);
    if (value === undefined)
      throw new OptionError(`${name}=${text} is not accepted; accepted: ${spec.accepts}`);
    values[name] = value;
  }
  return values;
}
