import type { z } from 'zod';
import { nearest } from '../../../../host/nearest.ts';
import type { IssueParams } from './schema-parts.ts';
import { shown } from './shown.ts';

/** Something in a scenario that is not as it must be. */
export interface Mistake {
  /** Such as `start().devices.phone.signedin`. */
  readonly place: string;
  /** What is there, what is accepted and what is nearest to it. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/**
 * What a schema finds in a value.
 * @param root names the value, such as `start()`
 */
export function mistakesIn(schema: z.ZodType, input: unknown, root: string): Mistake[] {
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => mistakesOf(issue, [], root));
}

function mistakesOf(issue: Issue, above: readonly PropertyKey[], root: string): Mistake[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    // A word, or a rule: whichever the value tries to be.
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

/** A word that is none of those accepted. */
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

/** A path as it is written in JavaScript. */
export function placeOf(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
  }, root);
}
