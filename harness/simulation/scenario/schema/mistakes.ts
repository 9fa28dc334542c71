import type { z } from 'zod';
import { nearest } from '../../../../host/nearest.ts';
import type { IssueParams } from './schema-parts.ts';
import { shown } from './shown.ts';

/** A mistake in a scenario. */
export interface Mistake {
  /** Where it is, such as `start().devices.phone.signedin`. */
  readonly place: string;
  /** The value, the accepted values and the nearest one. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/**
 * The mistakes that a schema finds in a value.
 * @param root the name of the value, such as `start()`
 */
export function mistakesIn(schema: z.ZodType, input: unknown, root: string): Mistake[] {
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => mistakesOf(issue, [], root));
}

function mistakesOf(issue: Issue, above: readonly PropertyKey[], root: string): Mistake[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    // A word or a rule: report on the one that the value resembles.
    const branch =
      typeof issue.input === 'object' && issue.input !== null ? issue.errors[1] : issue.errors[0];
    return (branch ?? []).flatMap((inner) => mistakesOf(inner, path, root));
  }
  return [{ place: placeOf(root, path), message: messageOf(issue, path) }];
}

function messageOf(issue: Issue, path: readonly PropertyKey[]): string {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_value':
      return wrongWord(input, issue.values.map(String));
    case 'invalid_type':
      return wrongValue(input, issue.expected === 'array' ? 'an array' : 'an object');
    case 'custom': {
      const { keys, expected = 'something else' } = (issue.params ?? {}) as IssueParams;
      return keys ? unknownKey(String(path.at(-1)), keys) : wrongValue(input, expected);
    }
    default:
      return issue.message;
  }
}

/** The message for a word that is not accepted. */
export function wrongWord(input: unknown, accepted: readonly string[]): string {
  const there = input === undefined ? 'is missing' : `${shown(input)} is not accepted`;
  const all = accepted.length > 0 ? `accepted: ${accepted.join(', ')}` : 'there are none to refer to';
  return `${there}${hint(input, accepted)}; ${all}`;
}

function wrongValue(input: unknown, expected: string): string {
  return input === undefined
    ? `is missing; expected ${expected}`
    : `${shown(input)} is not accepted; expected ${expected}`;
}

function unknownKey(key: string, keys: readonly string[]): string {
  return `no such key${hint(key, keys)}; keys: ${keys.join(', ')}`;
}

function hint(typed: unknown, known: readonly string[]): string {
  const word = typeof typed === 'string' ? nearest(typed, known) : undefined;
  return word === undefined ? '' : `, did you mean "${word}"?`;
}

/** A path in JavaScript notation. */
export function placeOf(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
  }, root);
}
