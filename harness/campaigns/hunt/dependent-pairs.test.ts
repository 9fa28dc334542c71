import { expect, test } from 'vitest';
import { execute } from '../../simulation/execution/execute.ts';
import { actor, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import { DependentPairs } from './dependent-pairs.ts';

const CALLS = {
  fetchAuthSession: "await storage.getItem('x'); return {};",
  getCurrentUser: "await storage.getItem('x'); return { username: 'nobody' };",
  signOut: "await storage.setItem('x', '1');",
};

/** How many pairs are new in each of the programs, which run one after the other. */
async function freshIn(...programs: Parameters<typeof actor>[0][][]): Promise<number[]> {
  const pairs = new DependentPairs();
  const fresh: number[] = [];
  for (const apis of programs) {
    const program = apis.map((api, index) => actor(`A${index}`, api as 'signOut'));
    const strategy = pairs.watch(plainStrategy());
    await execute(tinySubject({ calls: CALLS, program }), strategy);
    fresh.push(pairs.takeFresh());
  }
  return fresh;
}

test('two calls of which one writes what the other reads are a pair, in the order in which they came', async () => {
  expect(await freshIn(['fetchAuthSession', 'signOut'], ['signOut', 'fetchAuthSession'])).toEqual([1, 1]);
});

test('a pair counts once, whoever makes it', async () => {
  expect(await freshIn(['fetchAuthSession', 'signOut'], ['fetchAuthSession', 'signOut', 'signOut'])).toEqual([
    1, 1,
  ]);
});

test('two calls that only read are none', async () => {
  expect(await freshIn(['fetchAuthSession', 'getCurrentUser'])).toEqual([0]);
});

test('steps of one actor are none', async () => {
  const pairs = new DependentPairs();
  const program = [actor('A', 'fetchAuthSession', 'signOut')];

  await execute(tinySubject({ calls: CALLS, program }), pairs.watch(plainStrategy()));

  expect(pairs.count).toBe(0);
});

test('what lies behind a write is no pair with what comes after it', async () => {
  const [first, second] = await freshIn(
    ['fetchAuthSession', 'signOut', 'getCurrentUser'],
    ['fetchAuthSession', 'getCurrentUser', 'signOut'],
  );

  // A read, a write, a read: two pairs. In the second program only the later read before the write is new.
  expect([first, second]).toEqual([2, 1]);
});
