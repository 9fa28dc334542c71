import { describe, expect, test } from 'vitest';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import { actor, COUNTER, idsOf, noLostUpdate, tinyRelease, tinySubject } from '../../simulation/fixtures.ts';
import { ProgramPartError } from '../../simulation/scenario/program-part.ts';
import type { FormerTrace } from '../trace/schema.ts';
import { explainReplayed, type Replayed, replayChoices, replaySchedule, replayTrace } from './replay.ts';

const subject = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
  invariants: [noLostUpdate],
});

const LOSING = ['A', 'A:1', 'B'];

/** All but the execution itself, whose steps know from where they were issued, the test's own lines included. */
function factsOf({ executed: _, ...facts }: Replayed): Omit<Replayed, 'executed'> {
  return facts;
}

describe('a replay of a schedule', () => {
  test('takes its steps and shows what broke', async () => {
    const original = await execute(subject, replayStrategy(LOSING), { observed: true });

    const replayed = await replaySchedule(subject, idsOf(original));

    expect(replayed.schedule).toEqual(idsOf(original));
    expect(replayed.hash).toBe(executionFingerprint(original));
    expect(replayed.violations.map(({ invariant }) => invariant)).toEqual(['no-lost-update']);
    expect(replayed.divergence).toBeUndefined();
  });

  test('goes on by the default choice where the schedule ends', async () => {
    const replayed = await replaySchedule(subject, LOSING);

    expect(replayed.schedule.slice(0, 3)).toEqual(LOSING);
    expect(replayed.schedule).toHaveLength(10);
  });

  test('shows where the context switched', async () => {
    const { interleaving } = await replaySchedule(subject, LOSING);

    expect(interleaving.rows.filter(({ contextSwitch }) => contextSwitch).map(({ ids }) => ids)).toEqual([
      ['B'],
    ]);
  });

  test('is explained by the change of order with which nothing breaks', async () => {
    const replayed = await replaySchedule(subject, LOSING);

    const explanation = await explainReplayed(subject, replayed);

    expect(explanation?.race?.sentence).toMatch(/^If .* came before .*, no invariant would break\.$/);
    expect(explanation?.interleaving.rows.some(({ racing }) => racing)).toBe(true);
  });

  test('is not explained where nothing broke', async () => {
    const replayed = await replaySchedule(subject, ['A', 'A:1', 'A:2', 'A:3', 'A:4']);

    expect(replayed.violations).toEqual([]);
    expect(await explainReplayed(subject, replayed)).toBeUndefined();
  });

  test('on another release goes as far as it can and says where it left the schedule', async () => {
    const fixed = tinyRelease({ signOut: "await storage.getItem('counter');" });
    const original = await execute(subject, replayStrategy(LOSING), { observed: true });

    const replayed = await replaySchedule({ ...subject, release: fixed }, idsOf(original));

    const at = idsOf(original).indexOf('A:3');
    expect(replayed.divergence).toMatchObject({ at, expected: 'A:3', enabled: ['B:2'] });
    expect(replayed.schedule).toHaveLength(6);
  });
});

describe('a replay of a trace', () => {
  const whole = {
    ...subject,
    program: () => [actor('A', 'getCurrentUser', 'signOut'), actor('B', 'signOut'), actor('C')],
  };
  const traceOf = (actors: string[]): FormerTrace =>
    ({ actors, steps: LOSING.map((id) => ({ id })) }) as Partial<FormerTrace> as FormerTrace;

  test('takes that part of the program that the trace is of', async () => {
    const replayed = await replayTrace(whole, traceOf(['A+1', 'B']));

    expect(factsOf(replayed)).toEqual(factsOf(await replaySchedule(subject, LOSING)));
    expect(replayed.violations).toHaveLength(1);
  });

  test('of another program is refused', async () => {
    await expect(replayTrace(whole, traceOf(['A+2']))).rejects.toThrow(ProgramPartError);
  });
});

describe('a replay of choices', () => {
  test.each([
    [
      'an index beyond what was enabled',
      [{ skip: 2, index: 9 }],
      { choice: '2.9', at: 2, enabled: ['B', 'A:2'] },
    ],
    ['a place beyond the end', [{ skip: 400, index: 0 }], { choice: 'b4.0', at: 10, enabled: undefined }],
    [
      'the first of two',
      [
        { skip: 0, index: 7 },
        { skip: 400, index: 0 },
      ],
      { choice: '0.7', at: 0, enabled: ['A', 'B'] },
    ],
  ])('says which it could not make: %s', async (_, choices, missing) => {
    expect((await replayChoices(subject, choices)).missingChoice).toEqual(missing);
  });

  test('makes them all where they are there', async () => {
    const replayed = await replayChoices(subject, [{ skip: 0, index: 1 }]);

    expect(replayed.schedule[0]).toBe('B');
    expect(replayed.missingChoice).toBeUndefined();
  });

  test('takes the default choice but where it is told otherwise', async () => {
    const replayed = await replayChoices(subject, [{ skip: 2, index: 0 }]);

    const byDefault = await replayChoices(subject, []);
    expect(byDefault.violations).toEqual([]);
    expect(replayed.schedule.slice(0, 3)).toEqual(['A', 'A:1', 'B']);
    expect(replayed.violations).toHaveLength(1);
  });

  test('is the same as the replay of the steps that it takes', async () => {
    const byChoices = await replayChoices(subject, [{ skip: 2, index: 0 }]);

    const bySchedule = await replaySchedule(subject, byChoices.schedule);

    expect(factsOf(bySchedule)).toEqual(factsOf(byChoices));
  });

  test('goes on by the default choice where a choice names a step that is not there', async () => {
    const replayed = await replayChoices(subject, [{ skip: 0, index: 99 }]);

    expect(replayed.schedule).toEqual((await replayChoices(subject, [])).schedule);
  });
});
