import { describe, expect, test } from 'vitest';
import { execute } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import { actor, COUNTER, noLostUpdate, tinySubject } from '../../simulation/fixtures.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { explore } from '../explore/explore.ts';
import { createStrategy } from './create-strategy.ts';
import { replayStrategy } from './replay.ts';
import { DEFAULT_STRATEGY, STRATEGIES } from './strategy-kinds.ts';

const names = STRATEGIES.map(({ name }) => name);
const subject = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
  start: { devices: { phone: { storage: 'unordered' } } },
  invariants: [noLostUpdate],
});

describe.each(names)('%s', (name) => {
  test('has the name that it is created by', () => {
    expect(createStrategy(name, { seed: 1 }).name).toBe(name);
  });

  test('finds a lost update, and the same again when replayed', async () => {
    const exploration = await explore(subject, createStrategy(name, { seed: 3 }), { runs: 100 });
    const symptom = exploration.symptoms[0];
    const { schedule = [], violation } = symptom ?? {};

    const replayed = [
      await execute(subject, replayStrategy(schedule)),
      await execute(subject, replayStrategy(schedule), { observed: true }),
    ];

    expect(violation).toMatchObject({ invariant: 'no-lost-update' });
    for (const executed of replayed) {
      expect(executed.steps.map(({ id }) => id)).toEqual(schedule);
      expect(judge(executed, subject.scenario.invariants)).toContainEqual(violation);
    }
    expect(new Set(replayed.map(executionFingerprint)).size).toBe(1);
  });

  test('takes the same executions for the same seed', async () => {
    const explored = [1, 2].map(() => explore(subject, createStrategy(name, { seed: 5 }), { runs: 60 }));
    const [one, other] = [await explored[0], await explored[1]];

    expect(one).toEqual(other);
  });
});

test('the default is one of them', () => {
  expect(names).toContain(DEFAULT_STRATEGY);
});

test('a bound reaches the strategy', async () => {
  const count = async (bound: number): Promise<number> =>
    (await explore(subject, createStrategy('delay', { seed: 1, bound }), {})).executions;

  expect(await count(0)).toBe(1);
  expect(await count(2)).toBeGreaterThan(await count(1));
});

test.each([
  [
    { name: 'dealy' },
    'no strategy "dealy"; strategies: portfolio, exhaustive, random, pct, pos, delay, preemption',
  ],
  [{ name: 'pos', bound: 3 }, 'pos takes no bound; pct, delay, preemption do'],
  [{ name: 'pct', bound: 0 }, 'pct takes a bound of at least 1, not 0'],
])('refuses %o', ({ name, bound }: { name: string; bound?: number }, message) => {
  expect(() => createStrategy(name, { seed: 1, bound })).toThrow(message);
});
