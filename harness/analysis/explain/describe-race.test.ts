import { expect, test } from 'vitest';
import type { Race } from '../../../results/types.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, COUNTER, tinySubject } from '../../simulation/fixtures.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { describeRace } from './describe-race.ts';

const always: Invariant = {
  name: 'always-broken',
  statement: 'It never holds.',
  check: () => ({ symptom: 'always', message: 'it broke' }),
};

const subject: Subject = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
});

/** The race of a lost update, its pairs given by the ids of their steps. */
async function raceOf(
  pairs: readonly [string, string][],
  invariants: readonly Invariant[] = [],
): Promise<Race> {
  const run = (...ids: string[]) => execute(subject, replayStrategy(ids), { observed: true, stacks: true });
  const executed = await run('A', 'A:1', 'B', 'B:1', 'A:2', 'A:3');
  const step = (id: string) => executed.steps.find((candidate) => candidate.id === id) as never;
  const reversals = {
    pairs: pairs.map(([first, second]) => ({ first: step(first), second: step(second) })),
    without: await run(),
  };
  return describeRace(reversals, executed, () => [{ file: 'a/b/Store.ts', line: 7, column: 1 }], invariants);
}

test('says in a sentence which order would have been harmless, and where its steps are', async () => {
  const race = await raceOf([['B:1', 'A:3']]);

  expect(race.sentence).toBe(
    `If A's write "counter" = "1" (Store.ts:7) came before B's read "counter" -> nothing (Store.ts:7), no invariant would break.`,
  );
  expect(race.reversals).toMatchObject([{ first: 'B:1', second: 'A:3' }]);
  expect(race.steps).toMatchObject([
    { id: 'B:1', actor: 'B', what: 'read "counter" -> nothing', at: [{ line: 7 }] },
    { id: 'A:3', actor: 'A', what: 'write "counter" = "1"' },
  ]);
});

test('says what else would break', async () => {
  const { sentence } = await raceOf([['B:1', 'A:3']], [always]);

  expect(sentence).toMatch(/, this would not happen, but always-broken would break\.$/);
});

test('names all pairs that have to be turned round, and each step once, in the order of the execution', async () => {
  const race = await raceOf([
    ['A:1', 'B:3'],
    ['B:1', 'A:3'],
    ['A:3', 'B:3'],
  ]);

  expect(race.sentence.match(/ came before /g)).toHaveLength(3);
  expect(race.sentence).toContain(', and ');
  expect(race.steps.map(({ id }) => id)).toEqual(['A:1', 'B:1', 'A:3', 'B:3']);
});
