import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import {
  actor,
  COUNTER,
  idsOf,
  noLostUpdate,
  plainStrategy,
  tinyRelease,
  tinySubject,
} from '../../simulation/fixtures.ts';
import { accessesOf } from './accesses.ts';
import { conflicts, type RacingPair } from './conflicts.ts';
import { type Outcome, type ReversalLimits, ReversalSearch, type Reversals } from './reversals.ts';

const loses = (executed: Executed): boolean => noLostUpdate.check(executed) !== undefined;

function counterSubject(storage: 'fifo' | 'unordered' | 'sync'): Subject {
  const start = { devices: { phone: { storage } } };
  return tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')], start });
}

function follow(subject: Subject, ...ids: string[]): Promise<Executed> {
  return execute(subject, replayStrategy(ids), { observed: true });
}

async function reversalsOf(
  subject: Subject,
  executed: Executed,
  shows: (executed: Executed) => boolean,
  limits?: ReversalLimits,
): Promise<Reversals | undefined> {
  const pairs = conflicts(executed.steps, await accessesOf(subject, executed));
  return searched(
    new ReversalSearch(subject, executed, (other) => (shows(other) ? 'as before' : 'well'), limits),
    pairs,
  );
}

async function* groups(...pairs: (readonly RacingPair[])[]): AsyncIterable<readonly RacingPair[]> {
  yield* pairs;
}

async function searched(
  search: ReversalSearch,
  ...pairs: (readonly RacingPair[])[]
): Promise<Reversals | undefined> {
  await search.tryAll(groups(...pairs));
  return search.found ?? search.otherwise;
}

async function onlyPair(subject: Subject, executed: Executed): Promise<RacingPair | undefined> {
  const reversals = await reversalsOf(subject, executed, loses);
  expect(reversals?.pairs).toHaveLength(1);
  return reversals?.pairs[0];
}

describe.each(['fifo', 'unordered'] as const)('the race of a lost update on %s storage', (storage) => {
  const subject = counterSubject(storage);
  const losing = (): Promise<Executed> => follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2');

  test('is between the read of one and the write of the other', async () => {
    const executed = await losing();
    expect(loses(executed)).toBe(true);

    const race = await onlyPair(subject, executed);

    const words = [race?.first, race?.second].map(
      (step) => `${step?.actor}: ${step && stepInWords(step.facts())}`,
    );
    expect(words).toEqual([
      expect.stringMatching(/^[AB]: read "counter" -> nothing$/),
      expect.stringMatching(/^[AB]: write "counter" = "1"$/),
    ]);
    expect(race?.first.actor).not.toBe(race?.second.actor);
  });

  test('is of steps whose order, turned round, makes the loss go away', async () => {
    const executed = await losing();
    const race = await onlyPair(subject, executed);
    const positions = (of: Executed): number[] =>
      [race?.first.id, race?.second.id].map((id) => idsOf(of).indexOf(id ?? ''));
    const [first = 0, second = 0] = positions(executed);
    expect(first).toBeLessThan(second);

    // One call after the other is the only order in which nothing is lost.
    const [winner, loser] = [race?.second.actor ?? '', race?.first.actor ?? ''];
    const turned = await follow(
      subject,
      winner,
      ...Array.from({ length: 4 }, (_, at) => `${winner}:${at + 1}`),
      loser,
    );

    const [firstThen = 0, secondThen = 0] = positions(turned);
    expect(secondThen).toBeLessThan(firstThen);
    expect(loses(turned)).toBe(false);
  });
});

test('there is no race where only one actor runs', async () => {
  const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut')] });

  expect(await reversalsOf(subject, await execute(subject, plainStrategy()), () => true)).toBeUndefined();
});

test('there is no race where it shows in every order', async () => {
  const subject = counterSubject('unordered');

  expect(await reversalsOf(subject, await follow(subject), () => true)).toBeUndefined();
});

test('steps that touch different entries do not race', async () => {
  const calls = {
    signOut: "await storage.setItem('a', '');",
    getCurrentUser: "await storage.setItem('b', '');",
  };
  const subject = tinySubject({ calls, program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')] });
  const executed = await follow(subject);
  const before = idsOf(executed).join();

  expect(await reversalsOf(subject, executed, (other) => idsOf(other).join() === before)).toBeUndefined();
});

describe('where either of two orders is enough for it to show', () => {
  // B sees what A has written, in one entry or in the other.
  const subject = tinySubject({
    calls: {
      signOut: "await Promise.all([storage.setItem('x', '1'), storage.setItem('y', '1')]);",
      getCurrentUser: `
        const seen = await Promise.all([storage.getItem('x'), storage.getItem('y')]);
        return { username: seen.join('') };`,
    },
    program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')],
    start: { devices: { phone: { storage: 'unordered' } } },
  });
  const sees = ({ calls }: Executed): boolean =>
    calls.some(({ value }) => JSON.stringify(value ?? '').includes('1'));

  test('both have to be turned round', async () => {
    const executed = await follow(subject);
    expect(sees(executed)).toBe(true);

    const reversals = await reversalsOf(subject, executed, sees);

    expect(
      reversals?.pairs.map(
        ({ first, second }) => `${stepInWords(first.facts())}, ${stepInWords(second.facts())}`,
      ),
    ).toEqual(['write "x" = "1", read "x" -> "1"', 'write "y" = "1", read "y" -> "1"']);
    expect(reversals && sees(reversals.without)).toBe(false);
  });

  test('there is no answer within fewer pairs or executions', async () => {
    const executed = await follow(subject);

    expect(await reversalsOf(subject, executed, sees, { pairs: 1, executions: 600 })).toBeUndefined();
    expect(await reversalsOf(subject, executed, sees, { pairs: 3, executions: 1 })).toBeUndefined();
  });
});

test('on synchronous storage the steps race that touch an entry on their way', async () => {
  // Each increment waits for the server between its read and its write.
  const signOut = `
    const value = Number((await storage.getItem('counter')) ?? 0);
    await post('GetUser').catch(() => {});
    await storage.setItem('counter', String(value + 1));`;
  const subject = { ...counterSubject('sync'), release: tinyRelease({ signOut }) };
  const executed = await follow(subject, 'A', 'B');
  expect(loses(executed)).toBe(true);

  const reversals = await reversalsOf(subject, executed, loses);

  expect(
    reversals?.pairs.map(({ first, second }) => [first, second].map(({ actor, kind }) => `${actor} ${kind}`)),
  ).toEqual([['A call', 'B response']]);
});

describe('of several pairs, each of which is enough', () => {
  const subject = counterSubject('unordered');

  /** Rates an order by which pair is turned round in it. */
  async function pick(
    order: (pairs: RacingPair[]) => RacingPair[][],
    rate: (turned: readonly number[]) => Outcome,
  ): Promise<number | undefined> {
    const executed = await follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2');
    const pairs = conflicts(executed.steps, await accessesOf(subject, executed));
    const outcomeOf = ({ steps }: Executed): Outcome => {
      const at = (id: string): number => steps.findIndex((step) => step.id === id);
      return rate(pairs.flatMap(({ first, second }, n) => (at(second.id) < at(first.id) ? [n] : [])));
    };
    const reversals = await searched(new ReversalSearch(subject, executed, outcomeOf), ...order(pairs));
    const [pair] = reversals?.pairs ?? [];
    return pair && pairs.indexOf(pair);
  }

  test('one of the first group is taken', async () => {
    const one = await pick(
      (pairs) => pairs.map((pair) => [pair]),
      () => 'well',
    );
    const other = await pick(
      (pairs) => pairs.toReversed().map((pair) => [pair]),
      () => 'well',
    );

    expect(one).toBe(0);
    expect(other).toBeGreaterThan(0);
  });

  test('of one group one with which all is well, then one that makes it better, then one that makes it otherwise', async () => {
    const all = (pairs: RacingPair[]): RacingPair[][] => [pairs];

    for (const [good, bad] of [
      ['well', 'better'],
      ['better', 'otherwise'],
      ['otherwise', 'as before'],
    ] as const) {
      for (const n of [0, 1]) {
        expect(await pick(all, (turned) => (turned.length === 1 && turned[0] === n ? good : bad))).toBe(n);
      }
    }
  });
});

test('a pair that has to be turned round directly is not, where a queue keeps it in order', async () => {
  const subject = counterSubject('fifo');
  const executed = await follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2');
  const writes = conflicts(executed.steps, await accessesOf(subject, executed)).filter(
    ({ first, second }) => first.writes && second.writes,
  );
  const directly = writes.map((pair) => ({ ...pair, directly: true as const }));
  const turned = (pairs: RacingPair[]): Promise<Reversals | undefined> =>
    searched(new ReversalSearch(subject, executed, (other) => (loses(other) ? 'as before' : 'well')), pairs);

  expect(await turned(writes)).toBeDefined();
  expect(await turned(directly)).toBeUndefined();
});
