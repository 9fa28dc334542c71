import { expect, test } from 'vitest';
import { StepLog } from './step-log.ts';

/** A log of writes (w), things told (t) and things that last (l), and what is left of them. */
function logOf(entries: string) {
  const log = new StepLog();
  const done: string[] = [];
  for (const [index, kind] of [...entries].entries()) {
    done.push(`${kind}${index}`);
    if (kind === 'w') log.wrote(`old ${index}`, () => void done.pop());
    else if (kind === 't') log.reported(() => void done.pop());
    else log.did();
  }
  return { log, done };
}

test.each([
  ['', []],
  ['t', []],
  ['w', []],
  ['ttt', []],
  ['ww', [1]],
  ['wtt', [1]],
  ['ttw', [2]],
  ['wtw', [1, 2]],
  ['wwlw', [3]],
  ['wwl', []],
])('of %s death makes a difference after %j entries', (entries, cuts) => {
  expect(
    logOf(entries)
      .log.cuts()
      .map(({ at }) => at),
  ).toEqual(cuts);
});

test('what came after a cut is taken back, the latest first', () => {
  const { log, done } = logOf('wtwt');
  const [, second] = log.cuts();

  if (second) log.takeBack(second);

  expect(second).toEqual({ at: 2, writes: 1, of: 2 });
  expect(done).toEqual(['w0', 't1']);
});

test('tells logs apart by what was overwritten, where that can come back', () => {
  const one = new StepLog();
  one.wrote('a=1', () => {});
  const other = new StepLog();
  other.wrote('a=2', () => {});
  const alone = [one.digest(), other.digest()];
  one.reported(() => {});
  other.reported(() => {});

  expect(alone).toEqual(['', '']);
  expect(one.digest()).not.toBe(other.digest());
});
