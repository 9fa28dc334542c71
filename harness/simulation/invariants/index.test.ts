import { expect, test } from 'vitest';
import { call, FinishedExecution, SIGNED_OUT_SESSION } from './fixtures.ts';
import { GENERAL_INVARIANTS, judge } from './index.ts';
import type { Invariant } from './invariant.ts';

test('an execution in which nothing broke has no violation', () => {
  expect(judge(new FinishedExecution().with())).toEqual([]);
});

test('if one cause breaks several invariants, the most severe for the user comes first', () => {
  const finished = new FinishedExecution();
  finished.data.clear();
  const calls = [call('fetchAuthSession', { value: SIGNED_OUT_SESSION })];

  const violations = judge(finished.with({ calls }));

  expect(violations.map(({ invariant }) => invariant)).toEqual(['session-survives', 'no-false-sign-out']);
});

test('the invariants of a scenario are judged after the general ones', () => {
  const own: Invariant = {
    name: 'own',
    statement: 'It never holds.',
    check: () => ({ message: 'it broke', symptom: 'always' }),
  };
  const execution = new FinishedExecution().with({ unhandledRejections: [new Error()] });

  expect(judge(execution, [own])).toEqual([
    {
      invariant: 'no-unhandled-rejection',
      message: 'nobody handles a rejection (Error)',
      symptom: 'Error',
    },
    { invariant: 'own', message: 'it broke', symptom: 'always' },
  ]);
});

test.each(['abandoned', 'too-long'] as const)('an execution that was %s is not judged', (ending) => {
  const finished = new FinishedExecution();
  finished.data.clear();

  expect(judge(finished.with({ ending }))).toEqual([]);
});

test('each general invariant has a name of its own in kebab case and a statement', () => {
  const names = GENERAL_INVARIANTS.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(GENERAL_INVARIANTS.filter(({ statement }) => !/^[A-Z].*\.$/.test(statement))).toEqual([]);
});
