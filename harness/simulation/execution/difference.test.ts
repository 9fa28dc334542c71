import { describe, expect, test } from 'vitest';
import { actor, plainStrategy, type TinyCalls, tinySubject } from '../fixtures.ts';
import { differenceInWords, firstDifference } from './difference.ts';
import { execute } from './execute.ts';
import { factsOf } from './facts.ts';

async function factsWith(signOut: string, calls: TinyCalls = {}, users = ['alice']) {
  const start = { users: users.map((username) => ({ username, password: 'Correct-Horse-1' })) };
  const subject = tinySubject({ calls: { ...calls, signOut }, program: [actor('A', 'signOut')], start });
  return factsOf(await execute(subject, plainStrategy()));
}

async function differenceOf(one: string, other: string) {
  return firstDifference(await factsWith(one), await factsWith(other));
}

test('equal executions do not differ', async () => {
  const code = "await storage.setItem('x', '1'); emit('signedIn');";

  expect(await differenceOf(code, code)).toBeUndefined();
});

describe('executions that take other steps differ in the first of them', () => {
  const [x, y] = ["await storage.setItem('x', '1');", "await storage.setItem('y', '1');"];

  test.each([
    ['another', x, y, 'differ in step A:1: first "write "x" = "1"", then "write "y" = "1""', 1],
    ['one that is missing', x + y, x, 'differ in step A:3, which is not there again', 3],
    ['one more', '', x, 'differ in step A:1, which was not there first', 1],
  ])('%s', async (_, one, other, words, after) => {
    const difference = await differenceOf(one, other);

    expect(difference).toMatchObject({ kind: 'step', after });
    expect(difference && differenceInWords(difference)).toBe(words);
  });
});

describe('executions that take the same steps differ in', () => {
  test.each([
    [
      'a result',
      'throw new TypeError("no");',
      '',
      'the result of signOut of A (call A): first "rejected with TypeError", then "resolved"',
    ],
    [
      'an error’s message',
      'throw new Error("one");',
      'throw new Error("other");',
      'the result of signOut of A (call A)',
    ],
    [
      'a Hub event',
      'emit("signedIn");',
      'emit("tokenRefresh");',
      'Hub event 1: first ""signedIn" in app after 1 steps", then ""tokenRefresh" in app after 1 steps"',
    ],
    [
      'an unhandled rejection',
      '',
      'Promise.reject(new RangeError("no"));',
      'unhandled rejection 1, which was not there first',
    ],
    ['a printed line', 'console.log("one");', 'console.log("other");', 'printed line 1'],
  ])('%s', async (_, one, other, words) => {
    const difference = await differenceOf(one, other);

    expect(difference).toMatchObject({ kind: 'outcome', after: 1 });
    expect(difference && differenceInWords(difference)).toBe(`take the same steps and differ in ${words}`);
  });

  test('what is stored, of which nothing secret is shown', () => {
    const stored = (value: string) => ({
      steps: [],
      outcomes: [{ about: 'what phone stores as accessToken', shown: value, exact: value }],
    });

    const difference = firstDifference(stored('access#1'), stored('access#2'));

    expect(difference && differenceInWords(difference)).toBe(
      'take the same steps and differ in what phone stores as accessToken: first "access#1", then "access#2"',
    );
  });

  test('the state of the server', async () => {
    const [one, other] = [await factsWith(''), await factsWith('', {}, ['alice', 'bob'])];

    expect(firstDifference(one, other)?.about).toBe('the state of the server');
  });
});
