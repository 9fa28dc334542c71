import { z } from 'zod';

/** The keys of every member of a union. */
type Keys<T> = T extends unknown ? keyof T : never;
/** Undefined, too, where a member of the union lacks the key. */
type Value<T, Key> = T extends unknown ? (Key extends keyof T ? T[Key] : undefined) : never;

/** A schema for each field of a type: one that is missing, or that the type lacks, does not compile. */
type Shape<T> = { readonly [Key in Keys<T>]-?: z.ZodType<Value<T, Key>> };

/** Additional data of an issue, for its message. */
export interface IssueParams {
  /** What was expected, in words. */
  readonly expected?: string;
  /** The valid keys, if a key is invalid. */
  readonly keys?: readonly string[];
}

/** An object with the fields of a type and no others. */
export function exactly<T>(shape: Shape<T>): z.ZodType<T> {
  const params: IssueParams = { keys: Object.keys(shape) };
  const unknownKey = z.custom<never>(() => false, { params });
  return z.object(shape as z.ZodRawShape).catchall(unknownKey) as unknown as z.ZodType<T>;
}

/** The words of a type. Because of the record, a missing word does not compile. */
export function oneOfAll<T extends string>(words: Readonly<Record<T, true>>): z.ZodType<T> {
  return oneOfWords(Object.keys(words) as T[]);
}

export function oneOfWords<T extends string>(words: readonly T[]): z.ZodType<T> {
  return z.enum(words as [T, ...T[]]) as unknown as z.ZodType<T>;
}

/** A value that passes a test. `expected` describes such values in words. */
export function value<T>(expected: string, test: (input: unknown) => boolean): z.ZodType<T> {
  const params: IssueParams = { expected };
  return z.custom<T>(test, { params });
}

export const TEXT = value<string>(
  'a text that is not empty',
  (input) => typeof input === 'string' && input !== '',
);
export const FLAG = value<boolean>('true or false', (input) => typeof input === 'boolean');
export const NUMBER = value<number>('a number', (input) => Number.isFinite(input));
export const COUNT = value<number>(
  'a whole number, 0 or more',
  (input) => Number.isInteger(input) && Number(input) >= 0,
);
export const TIMES = value<number>(
  'a whole number, 1 or more, or Infinity',
  (input) =>
    input === Number.POSITIVE_INFINITY ||
    (Number.isInteger(input) && typeof input === 'number' && input >= 1),
);
export const DURATION = value<number>(
  'a number, 0 or more',
  (input) => typeof input === 'number' && input >= 0,
);
export const FUNCTION = value<never>('a function', (input) => typeof input === 'function');

/** A word, or a rule that contains the word and further settings. */
export function wordOr<Word extends string, Rule>(
  word: z.ZodType<Word>,
  rule: z.ZodType<Rule>,
): z.ZodType<Word | Rule> {
  return z.union([word, rule]);
}

/** Names that the parts of a scenario may refer to. */
export interface Names {
  readonly users: readonly string[];
  readonly devices: readonly string[];
  readonly realms: readonly string[];
  readonly actors: readonly string[];
}
