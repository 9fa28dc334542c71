import { describe, expect, test } from 'vitest';
import type { Execution } from '../../simulation/execution/execution.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { actor, COUNTER, noLostUpdate, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import { randomStrategy } from '../strategies/random.ts';
import { replayStrategy } from '../strategies/replay.ts';
import { explore } from './explore.ts';
import { stepStats } from './tally.ts';

const counters = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
  invariants: [noLostUpdate],
});

/** Follows one schedule after the other, then has nothing left. */
function following(...schedules: readonly (readonly string[])[]): Strategy {
  let next = 0;
  let current = replayStrategy([]);
  return {
    ...plainStrategy(),
    begin() {
      const schedule = schedules[next];
      next += 1;
      current = replayStrategy(schedule ?? []);
      return schedule !== undefined;
    },
    pick: (enabled, last) => current.pick(enabled, last),
  };
}

const ONE_BY_ONE = ['A'];
const LOSING = ['A', 'B'];

describe('an exploration ends', () => {
  test('after the given number of executions', async () => {
    const { executions, ended } = await explore(counters, randomStrategy(1), { runs: 7 });

    expect([executions, ended]).toEqual([7, 'budget']);
  });

  test('after the given time', async () => {
    const { executions, ended } = await explore(counters, randomStrategy(1), { seconds: 0.02 });

    expect(executions).toBeGreaterThan(0);
    expect(ended).toBe('budget');
  });

  test('without an execution when no time is given', async () => {
    const { executions, ended } = await explore(counters, randomStrategy(1), { seconds: 0 });

    expect([executions, ended]).toEqual([0, 'budget']);
  });

  test('when the strategy has nothing left', async () => {
    const { executions, ended } = await explore(counters, following([], [], []), {});

    expect([executions, ended]).toEqual([3, 'done']);
  });

  test('between two executions once it is aborted', async () => {
    const controller = new AbortController();

    const { executions, ended } = await explore(
      counters,
      randomStrategy(1),
      { runs: 100, signal: controller.signal },
      (progress) => {
        if (progress.executions === 5) controller.abort();
      },
    );

    expect([executions, ended]).toEqual([5, 'interrupted']);
  });
});

describe('an exploration tells', () => {
  test('each of its executions to the strategy', async () => {
    const told: Pick<Execution, 'ending'>[] = [];
    const strategy: Strategy = { ...following([], []), end: (execution) => told.push(execution) };

    await explore(counters, strategy, {});

    expect(told.map(({ ending }) => ending)).toEqual(['quiescent', 'quiescent']);
  });

  test('its figures after every execution', async () => {
    const seen: object[] = [];

    await explore(counters, following(ONE_BY_ONE, LOSING, LOSING), {}, (progress) => seen.push(progress));

    expect(seen).toEqual([
      { executions: 1, classes: 1, failing: 0, symptoms: 0 },
      { executions: 2, classes: 2, failing: 1, symptoms: 1 },
      { executions: 3, classes: 2, failing: 2, symptoms: 1 },
    ]);
  });
});

describe('an exploration finds', () => {
  test('every class of a program with two of them', async () => {
    const subject = tinySubject({
      calls: { signOut: "await storage.setItem('key', 'value');" },
      program: [actor('A', 'signOut'), actor('B', 'signOut')],
      start: { devices: { phone: { storage: 'unordered' } } },
    });

    const { classes } = await explore(subject, randomStrategy(1), { runs: 100 });

    expect(classes.size).toBe(2);
  });

  test('what broke, how often and when first', async () => {
    const { failing, symptoms } = await explore(
      counters,
      following(ONE_BY_ONE, LOSING, ONE_BY_ONE, LOSING),
      {},
    );

    expect(failing).toBe(2);
    expect(symptoms).toMatchObject([
      { violation: { invariant: 'no-lost-update', symptom: 'an update is lost' }, hits: 2, firstHit: 2 },
    ]);
  });

  test('the shortest of the executions that broke in the same way', async () => {
    const subject = tinySubject({
      // Who comes second has more to do.
      calls: {
        shared: 'let calls = 0;',
        getCurrentUser: "if (calls++ > 0) await storage.getItem('key'); throw new Error();",
        signOut: "if (calls++ === 0) for (let i = 0; i < 3; i += 1) await storage.getItem('key');",
      },
      program: [actor('A', 'getCurrentUser'), actor('B', 'signOut')],
      invariants: [
        {
          name: 'never',
          statement: 'It never holds.',
          check: () => ({ symptom: 'always', message: 'it broke' }),
        },
      ],
    });

    const { symptoms, lengths } = await explore(subject, following(['B', 'A'], ['A', 'B'], ['B', 'A']), {});

    expect(symptoms[0]?.schedule).toEqual(['A', 'B']);
    expect(stepStats(lengths)).toEqual({ min: 2, median: 10, max: 10 });
  });

  test('different symptoms of one invariant', async () => {
    const subject = tinySubject({
      calls: { getCurrentUser: 'await new Promise(() => {});', signOut: 'await new Promise(() => {});' },
      program: [actor('A', 'getCurrentUser')],
    });
    const other = { ...subject, program: () => [actor('A', 'signOut')] };

    const [one] = (await explore(subject, following([]), {})).symptoms;
    const [two] = (await explore(other, following([]), {})).symptoms;

    expect([one?.violation.symptom, two?.violation.symptom]).toEqual([
      'getCurrentUser-hangs',
      'signOut-hangs',
    ]);
  });

  test('the first execution that escaped control', async () => {
    const subject = tinySubject({
      program: [{ actor: 'A', realm: 'app', run: () => new Promise((resolve) => setTimeout(resolve, 1)) }],
    });

    const { uncontrolled } = await explore(subject, randomStrategy(1), { runs: 2 });

    expect(uncontrolled).toMatchObject({
      what: 'the program of A waits for something outside the world',
      afterStep: 'A!start',
    });
  });

  test('how many executions did not come to an end', async () => {
    const subject = tinySubject({
      calls: { signOut: "for (;;) await storage.getItem('key');" },
      program: [actor('A', 'signOut')],
    });

    const { tooLong, failing } = await explore(subject, randomStrategy(1), { runs: 2 });

    expect([tooLong, failing]).toEqual([2, 0]);
  });

  test('how many executions it took to see that none comes to an end', async () => {
    const subject = tinySubject({
      calls: { signOut: "for (;;) await storage.getItem('key');" },
      program: [actor('A', 'signOut'), actor('B', 'signOut')],
    });

    const { executions, tooLong, ended } = await explore(subject, randomStrategy(1), { runs: 1000 });

    expect([executions, tooLong, ended]).toEqual([3, 3, 'budget']);
  });
});

test('the same seed explores the same', async () => {
  const run = () => explore(counters, randomStrategy(3), { runs: 50 });

  expect(await run()).toEqual(await run());
});
