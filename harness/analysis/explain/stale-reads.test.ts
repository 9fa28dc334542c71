import { describe, expect, test } from 'vitest';
import type { StaleRead } from '../../../results/types.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, COUNTER, tinySubject } from '../../simulation/fixtures.ts';
import { accessesOf } from './accesses.ts';
import { staleReadsAt } from './stale-reads.ts';

async function follow(subject: Subject, ...ids: string[]): Promise<Executed> {
  return execute(subject, replayStrategy(ids), { observed: true, stacks: true });
}

/** What actors went by, with the steps of these ids as the racing ones. */
async function inWords(
  subject: Subject,
  executed: Executed,
  racing: readonly string[],
  until?: string,
): Promise<string[]> {
  const accesses = await accessesOf(subject, executed);
  const stepOf = (id: string) => executed.steps.filter((step) => step.id === id);
  const staleReads = staleReadsAt(
    racing.flatMap(stepOf),
    until ? stepOf(until)[0] : undefined,
    executed,
    accesses,
  );
  return staleReads.map(({ actor, kind, what, since }: StaleRead) =>
    since ? `${actor} ${kind} ${what}; ${since.actor} ${since.what}` : `${actor} ${kind} ${what}`,
  );
}

describe('of a lost update', () => {
  const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] });
  const losing = (): Promise<Executed> => follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2', 'A:3');

  test('both have read the same, which for one is not so any more', async () => {
    expect(await inWords(subject, await losing(), ['B:1', 'A:3'])).toEqual([
      'A read read "counter" -> nothing',
      'B read read "counter" -> nothing; A write "counter" = "1"',
    ]);
  });

  test('a later moment counts where it goes wrong only then: one knows by then what it has changed', async () => {
    expect(await inWords(subject, await losing(), ['B:1', 'A:3'], 'B:4')).toEqual([
      'B read read "counter" -> nothing; A write "counter" = "1"',
    ]);
  });

  test('nothing is to be told where no step decides', async () => {
    expect(await inWords(subject, await losing(), [])).toEqual([]);
  });
});

test('what an actor has changed itself since it does not go by any more', async () => {
  const subject = tinySubject({
    calls: { ...COUNTER, getCurrentUser: "await storage.getItem('counter'); return {};" },
    program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')],
  });
  const executed = await follow(subject, 'A', 'A:1', 'A:2', 'A:3', 'A:4', 'B', 'B:1');

  expect(await inWords(subject, executed, ['A:3', 'B:1'])).toEqual(['B read read "counter" -> "1"']);
});

test('entries that no session hangs on are left out, those that do are not', async () => {
  const subject = tinySubject({
    calls: {
      getCurrentUser:
        "for (const key of ['x.other', 'x.idToken', 'x.refreshToken', 'x.LastAuthUser']) await storage.getItem(key); await storage.setItem('race', 'B'); return {};",
      signOut:
        "for (const key of ['x.other', 'x.idToken', 'x.refreshToken', 'x.LastAuthUser', 'race']) await storage.setItem(key, 'new');",
    },
    program: [actor('B', 'getCurrentUser'), actor('A', 'signOut')],
  });
  const read = ['B', ...Array.from({ length: 8 }, (_, at) => `B:${at + 1}`)];
  const written = ['A', ...Array.from({ length: 10 }, (_, at) => `A:${at + 1}`)];
  const executed = await follow(subject, ...read, ...written);

  expect(await inWords(subject, executed, ['A:9', 'B:9'])).toEqual([
    'B read read "x.LastAuthUser" -> nothing; A write "x.LastAuthUser" = "new"',
    'B read read "x.refreshToken" -> nothing; A write "x.refreshToken" = "new"',
  ]);
});

test('an actor was told by the server what another has changed since', async () => {
  const subject = tinySubject({
    calls: { signOut: "await post('GetUser').catch(() => {});" },
    program: [actor('A', 'signOut'), actor('B', 'signOut')],
  });
  const executed = await follow(subject, 'A', 'A:1', 'A:2', 'B', 'B:1', 'B:2');

  expect(await inWords(subject, executed, ['A:1', 'B:1'])).toEqual([
    'A told GetUser refused: NotAuthorizedException; B GetUser',
  ]);
});

describe('on synchronous storage', () => {
  // Each waits for the server between its read and its write.
  const signOut = `
    const token = await storage.getItem('x.refreshToken');
    await post('GetUser').catch(() => {});
    await storage.setItem('x.refreshToken', 'new');`;
  const subject = tinySubject({
    calls: { signOut },
    program: [actor('A', 'signOut', 'signOut'), actor('B', 'signOut')],
    start: { devices: { phone: { storage: 'sync' } } },
  });

  test('what was read in the middle of a step counts', async () => {
    const executed = await follow(subject, 'A', 'B', 'A:1', 'A:2');

    expect(await inWords(subject, executed, ['B', 'A:2'])).toEqual([
      'A read read "x.refreshToken" -> nothing',
      'B read read "x.refreshToken" -> nothing; A GetUser refused: NotAuthorizedException',
    ]);
  });

  test('an actor went by what it had read when it changed it', async () => {
    const executed = await follow(subject, 'A', 'B', 'A:1', 'A:2', 'B:1', 'B:2');

    expect(await inWords(subject, executed, ['B', 'A:2'], 'B:2')).toEqual([
      'B read read "x.refreshToken" -> nothing; A GetUser refused: NotAuthorizedException',
    ]);
  });

  test('a write that changes nothing outdates nothing', async () => {
    const executed = await follow(subject, 'A', 'A:1', 'A:2', 'B', 'A:3', 'A:4', 'A:5');

    expect(await inWords(subject, executed, ['B', 'A:5'])).toEqual([
      'A read read "x.refreshToken" -> "new"',
      'B read read "x.refreshToken" -> "new"',
    ]);
  });
});
