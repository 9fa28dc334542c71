import { expect, test } from 'vitest';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { FinishedExecution } from './fixtures.ts';
import type { Invariant, OwnInvariant } from './invariant.ts';
import { judgementOfOwn, lenient } from './own-invariant.ts';

const execution = new FinishedExecution().with();

function returning(answer: unknown): Invariant {
  return { name: 'own', statement: 'It holds.', check: () => answer as undefined };
}

test.each([[undefined], ['not-in-force'], [{ symptom: 'lost', message: 'it is lost' }]])(
  '%j is an answer',
  (answer) => {
    expect(judgementOfOwn(returning(answer), execution)).toEqual(answer);
  },
);

test.each([
  [true, 'true'],
  [false, 'false'],
  [null, 'null'],
  ['broken', '"broken"'],
  [[], '[]'],
  [{ message: 'x' }, '{"message":"x"}'],
  [{ symptom: '', message: 'x' }, '{"symptom":"","message":"x"}'],
  [Promise.resolve(), 'a promise'],
])('%j is none', (answer, inWords) => {
  expect(() => judgementOfOwn(returning(answer), execution)).toThrow(ScenarioError);
  expect(() => judgementOfOwn(returning(answer), execution)).toThrow(
    `invariant own returns ${inWords}; expected undefined where it holds,`,
  );
});

const THROWING: Invariant = {
  name: 'own',
  statement: 'It holds.',
  check: ({ calls }) => {
    const [, , missing] = calls as unknown as [never, never, { value: undefined }];
    return missing.value;
  },
};

test('what it throws is named with the invariant', () => {
  expect(() => judgementOfOwn(THROWING, execution)).toThrow(/^invariant own throws TypeError: Cannot read/);
});

test('one that throws for a part of a program is broken in a way of its own', () => {
  const [own] = lenient([THROWING]);

  expect(own?.check(execution)).toMatchObject({ symptom: 'cannot-be-judged' });
});

test('one that ignores the order of things is given no steps', () => {
  const looking: OwnInvariant = {
    name: 'looking',
    statement: 'Nothing happens.',
    ignoresOrder: true,
    check: ({ steps }) => (steps.length > 0 ? { symptom: 'a step', message: 'a step' } : undefined),
  };

  expect(() => judgementOfOwn(looking, execution)).toThrow(
    'there are no steps for an invariant with ignoresOrder',
  );
});

test('one that ignores the order of things is judged for a part of a program as for the whole', () => {
  const breach = { symptom: 'lost', message: 'it is lost' };
  const own: OwnInvariant = { ...returning(breach), ignoresOrder: true };
  const [forAPart] = lenient([own]);

  expect(forAPart && judgementOfOwn(forAPart, execution)).toEqual(breach);
});
