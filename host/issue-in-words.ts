import type { z } from 'zod';

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/**
 * What is wrong with a value in a file, for an error after the place of the value.
 * @param issue from a parse with `reportInput`
 */
export function issueInWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${found(issue.input)}; expected ${WITH_ARTICLE[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `${found(issue.input)}; accepted: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `no such key ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    case 'invalid_union':
      return found(issue.input);
    default:
      return issue.message;
  }
}

const MOST_SHOWN = 40;

function found(input: unknown): string {
  if (input === undefined) return 'is missing';
  const text = JSON.stringify(input) ?? String(input);
  return `${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text} is not accepted`;
}
