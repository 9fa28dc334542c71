import { expect, test } from 'vitest';
import { numbered, OCCURRENCES, occurrenceId, PLAIN_NAME } from './occurrence-ids.ts';

test('the first rule that hits for the first time has a plain id, the others say which they are', () => {
  const ids = [
    occurrenceId('suspended', 'tab'),
    occurrenceId('suspended', 'tab', { rule: 2 }),
    occurrenceId('suspended', 'tab', { time: 3 }),
    occurrenceId('suspended', 'tab', { rule: 2, time: 3 }),
  ];

  expect(ids).toEqual(['suspended-tab', 'suspended-tab~2', 'suspended-tab*3', 'suspended-tab~2*3']);
});

test('none of them begins as another does', () => {
  const pairs = OCCURRENCES.flatMap((one) => OCCURRENCES.map((other) => [one, other] as const));

  expect(pairs.filter(([one, other]) => one !== other && other.startsWith(`${one}-`))).toEqual([]);
});

test('no name has what tells rules and times apart', () => {
  const names = ['tab', 'tab-2', 'tab~2', 'tab*2', 'tab+2', 'tab:2', 'tab/2', 'tab!2', 'tab 2'];

  expect(names.filter((name) => PLAIN_NAME.test(name))).toEqual(['tab', 'tab-2']);
});

test('rules are numbered among those of one name', () => {
  expect(numbered(['a', 'b', 'a', 'a'])).toEqual([1, 1, 2, 3]);
});
