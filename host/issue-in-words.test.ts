import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueInWords } from './issue-in-words.ts';

test.each([
  [z.string(), undefined, 'is missing; expected a text'],
  [z.string(), 5, '5 is not accepted; expected a text'],
  [z.int(), 'x', '"x" is not accepted; expected a number'],
  [z.record(z.string(), z.string()), null, 'null is not accepted; expected an object'],
  [z.array(z.string()), 'x'.repeat(50), `"${'x'.repeat(39)}… is not accepted; expected an array`],
  [z.literal('a'), 'b', '"b" is not accepted; accepted: a'],
  [z.enum(['a', 'b']), undefined, 'is missing; accepted: a, b'],
  [z.strictObject({}), { x: 1 }, 'no such key "x"'],
  [z.union([z.string(), z.boolean()]), 5, '5 is not accepted'],
  [z.string().min(2, 'too short'), 'x', 'too short'],
])('an issue in words', (schema, input, words) => {
  const { error } = (schema as z.ZodType).safeParse(input, { reportInput: true });
  const [issue] = error?.issues ?? [];

  expect(issue && issueInWords(issue)).toBe(words);
});
