import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triedPrograms } from './programs.ts';
import { agesOf } from './quiet-runs.ts';

const START = { kind: 'signed-in', username: 'alice', since: 'start' } as const;
const SIGN_IN = { ...START, since: 'sign-in' } as const;

test.each([
  ['of the start, expired', START, { signedIn: 'expired', fault: undefined }, ['valid', 'expired']],
  ['of a sign-in', SIGN_IN, { signedIn: 'expired', fault: undefined }, ['valid']],
  ['of a sign-in before a sleep', SIGN_IN, { signedIn: 'valid', fault: 'suspended' }, ['valid', 'expired']],
] as const)('how old tokens may be: %s', (_, right, facts, expected) => {
  const [drawn] = fc.sample(triedPrograms, { seed: 1, numRuns: 1 });
  if (!drawn) throw new Error('nothing was drawn');

  expect(agesOf(right, { ...drawn.hunted, ...facts })).toEqual(expected);
});
