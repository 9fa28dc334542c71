import { describe, expect, test } from 'vitest';
import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import { actor, COUNTER, idsOf, noLostUpdate, plainStrategy, tinySubject } from '../fixtures.ts';
import { replayStrategy } from '../strategies/replay.ts';
import { findRace } from './race.ts';

const loses = (executed: Executed): boolean => noLostUpdate.check(executed) !== undefined;

function counterSubject(storage: 'fifo' | 'unordered'): Subject {
  const start = { devices: { phone: { storage } } };
  return tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')], start });
}

function follow(subject: Subject, ...ids: string[]): Promise<Executed> {
  return execute(subject, replayStrategy(ids), { observed: true });
}

describe.each(['fifo', 'unordered'] as const)('the race of a lost update on %s storage', (storage) => {
  const subject = counterSubject(storage);
  const losing = (): Promise<Executed> => follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2');

  test('is between the read of one and the write of the other', async () => {
    const executed = await losing();
    expect(loses(executed)).toBe(true);

    const race = await findRace(subject, executed, loses);

    const words = [race?.first, race?.second].map((step) => `${step?.actor}: ${step?.describe()}`);
    expect(words).toEqual([
      expect.stringMatching(/^[AB]: read "counter" -> nothing$/),
      expect.stringMatching(/^[AB]: write "counter" = "1"$/),
    ]);
    expect(race?.first.actor).not.toBe(race?.second.actor);
  });

  test('is of steps whose order, turned round, makes the loss go away', async () => {
    const executed = await losing();
    const race = await findRace(subject, executed, loses);
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

  expect(await findRace(subject, await execute(subject, plainStrategy()), () => true)).toBeUndefined();
});

test('there is no race where it shows in every order', async () => {
  const subject = counterSubject('unordered');

  expect(await findRace(subject, await follow(subject), () => true)).toBeUndefined();
});

test('steps that touch different entries do not race', async () => {
  const calls = {
    signOut: "await storage.setItem('a', '');",
    getCurrentUser: "await storage.setItem('b', '');",
  };
  const subject = tinySubject({ calls, program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')] });
  const executed = await follow(subject);
  const before = idsOf(executed).join();

  expect(await findRace(subject, executed, (other) => idsOf(other).join() === before)).toBeUndefined();
});
