import { describe, expect, test } from 'vitest';
import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import { actor, COUNTER, tinySubject } from '../fixtures.ts';
import type { Belief } from '../results/types.ts';
import { replayStrategy } from '../strategies/replay.ts';
import { beliefsAt } from './beliefs.ts';

async function follow(subject: Subject, ...ids: string[]): Promise<Executed> {
  return execute(subject, replayStrategy(ids), { observed: true });
}

/** What actors went by, with the steps of these ids as the racing ones. */
function inWords(executed: Executed, racing: readonly string[], until?: string): string[] {
  const stepOf = (id: string) => executed.steps.filter((step) => step.id === id);
  const beliefs = beliefsAt(racing.flatMap(stepOf), until ? stepOf(until)[0] : undefined, executed);
  return beliefs.map(({ actor, kind, what, since }: Belief) =>
    since ? `${actor} ${kind} ${what}; ${since.actor} ${since.what}` : `${actor} ${kind} ${what}`,
  );
}

describe('of a lost update', () => {
  const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] });
  const losing = (): Promise<Executed> => follow(subject, 'A', 'A:1', 'B', 'B:1', 'A:2', 'A:3');

  test('both have read the same, which for one is not so any more', async () => {
    expect(inWords(await losing(), ['B:1', 'A:3'])).toEqual([
      'A read read "counter" -> nothing',
      'B read read "counter" -> nothing; A write "counter" = "1"',
    ]);
  });

  test('they have read less at an earlier moment', async () => {
    expect(inWords(await losing(), ['A:1', 'B:1'])).toEqual([
      'A read read "counter" -> nothing',
      'B read read "counter" -> nothing',
    ]);
  });

  test('a later moment counts where it goes wrong only then', async () => {
    expect(inWords(await losing(), ['A:1', 'B:1'], 'A:3')).toEqual([
      'A read read "counter" -> nothing',
      'B read read "counter" -> nothing; A write "counter" = "1"',
    ]);
  });

  test('nothing is to be told where no step decides', async () => {
    expect(inWords(await losing(), [])).toEqual([]);
  });
});

test('what an actor has changed itself since it does not go by any more', async () => {
  const subject = tinySubject({
    calls: { ...COUNTER, getCurrentUser: "await storage.getItem('counter'); return {};" },
    program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')],
  });
  const executed = await follow(subject, 'A', 'A:1', 'A:2', 'A:3', 'A:4', 'B', 'B:1');

  expect(inWords(executed, ['A:3', 'B:1'])).toEqual(['B read read "counter" -> "1"']);
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

  expect(inWords(executed, ['A:9', 'B:9'])).toEqual([
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

  expect(inWords(executed, ['A:1', 'B:1'])).toEqual([
    'A told GetUser refused: NotAuthorizedException; B GetUser',
  ]);
});
