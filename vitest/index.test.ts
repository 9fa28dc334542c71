import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readTrace } from '../harness/analysis/trace/trace-file.ts';
import { parseScheduleString } from '../harness/exploration/strategies/schedule-string.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import type { Result } from '../results/types.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';
import { assertSurvives, checkScenario, type RaceTestOptions, raceTest } from './index.ts';

// Registered like any test of a user: it is one of this file's tests.
const log = vi.spyOn(console, 'log').mockImplementation(() => {});
raceTest(concurrentRefresh, { set: { calls: 2 } });

test('a race test that passes prints what was covered, of all orders by default', () => {
  expect(log.mock.calls.flat()).toEqual([
    expect.stringMatching(
      /^concurrent-refresh on installed \(6\.\S+\): survives \(exhaustive, [\d,]+ states\); \d+ executions, strategy portfolio \(exhaustive\), seed 1$/,
    ),
  ]);
});

/** A scenario of a user's own that fails whenever the second actor comes first. */
const mine = defineScenario({
  name: 'mine',
  title: 'A scenario of a user’s own',
  description: 'Fails when B comes first.',
  options: {},
  start: () => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: { phone: { storage: 'sync', signedIn: { username: 'alice', tokens: 'valid' } } },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  }),
  program: () => ['A', 'B'].map((actor) => ({ actor, realm: 'app', calls: [{ api: 'getCurrentUser' }] })),
  invariants: [
    {
      name: 'in-order',
      statement: 'A comes before B.',
      check: ({ steps }) =>
        steps[0]?.actor === 'B' && steps.length > 1
          ? { symptom: 'out of order', message: 'B came first' }
          : undefined,
    },
  ],
});

function messageOf(result: Result): string {
  try {
    assertSurvives(result);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('it survives');
}

describe('a race test that fails', () => {
  let traces: string;
  let result: Result;

  beforeAll(async () => {
    traces = await mkdtemp(join(tmpdir(), 'amplify-race-'));
    result = await checkScenario(mine, { runs: 10, seed: 5, file: './mine.ts', traces });
  });

  afterAll(() => rm(traces, { recursive: true }));

  test('says seed, what broke and the interleaving', () => {
    const message = messageOf(result);

    expect(message).toMatch(
      /^mine on installed .*: fails in .*; 10 executions, strategy portfolio.*, seed 5$/m,
    );
    expect(message).toContain('B came first');
    expect(message).toMatch(/A\s*│\s*B/);
    expect(message).toMatch(/calls getCurrentUser\(\)/);
  });

  test('says the command that replays it', () => {
    const [, schedule = ''] = /^ *npx amplify-race replay (\S+)$/m.exec(messageOf(result)) ?? [];

    expect(parseScheduleString(schedule)).toMatchObject({
      scenario: 'mine',
      file: 'mine.ts',
      seed: 5,
      actors: ['A', 'B'],
    });
  });

  test('says what the command needs where it is not told the file', async () => {
    const withoutFile = await checkScenario(mine, { runs: 10, seed: 5 });

    expect(messageOf(withoutFile)).toMatch(/replay ar1\S+\n.*only if raceTest gets its 'file'/);
    expect(messageOf(result)).not.toContain("'file'");
  });

  test('says nothing secret and uses no colours', () => {
    expect(messageOf(result)).not.toMatch(/eyJ|alice|\[\d+m/);
  });

  test('has written a trace where it was told', async () => {
    expect((await readTrace(result.findings[0]?.trace ?? '')).verdict.invariant).toBe('in-order');
  });
});

describe('checking a scenario', () => {
  test('runs it as often as it is told, with the options that it is told', async () => {
    const result = await checkScenario(concurrentRefresh, { runs: 3, set: { calls: 1, storage: 'sync' } });

    expect(result).toMatchObject({ executions: 3, options: { calls: 1, storage: 'sync', rotation: false } });
    expect(() => assertSurvives(result)).not.toThrow();
  });

  test('runs it in the orders of the strategy that it is told, within its bound', async () => {
    const set = { calls: 2, storage: 'sync' };

    const result = await checkScenario(concurrentRefresh, { strategy: 'delay', bound: 1, set });

    expect(result).toMatchObject({
      strategy: 'delay',
      coverage: 'bounded',
      bound: '<= 1 delay',
      complete: true,
      verdict: 'survives',
    });
  });

  test('runs it for the time that it is told', async () => {
    const result = await checkScenario(concurrentRefresh, {
      strategy: 'random',
      time: 0.2,
      set: { calls: 1 },
    });

    expect(result).toMatchObject({ strategy: 'random', coverage: 'sampled', verdict: 'survives' });
    expect(result.durationMs).toBeGreaterThanOrEqual(200);
  });

  test.each([
    [{ strategy: 'luck' }, 'no strategy "luck"; strategies: portfolio, exhaustive, '],
    [{ strategy: 'random', bound: 2 }, 'random takes no bound'],
    [{ run: 5 }, 'options.run: no such key, did you mean "runs"?; keys: amplify, set, seed, '],
    [{ runs: 'many' as never }, 'options.runs: "many" is not accepted; expected a whole number, 1 or more'],
    [{ runs: Number.NaN }, 'options.runs: NaN is not accepted'],
    [{ seed: 1.5 }, 'options.seed: 1.5 is not accepted; expected a whole number'],
    [{ seed: -1 }, 'options.seed: -1 is not accepted; expected a whole number from 0'],
    [{ time: 0 }, 'options.time: 0 is not accepted; expected a number above 0'],
  ])('refuses %j', async (settings, message) => {
    await expect(checkScenario(concurrentRefresh, settings as RaceTestOptions)).rejects.toThrow(message);
  });

  test.each([undefined, null, 'concurrent-refresh'])('refuses %j in place of a scenario', async (what) => {
    const message = `${what} is not a scenario; expected the result of defineScenario()`;

    await expect(checkScenario(what as never)).rejects.toThrow(message);
    expect(() => raceTest(what as never)).toThrow(message);
  });

  test('refuses an option that the scenario lacks', async () => {
    await expect(checkScenario(concurrentRefresh, { set: { cals: 1 } })).rejects.toThrow('no option "cals"');
  });
});

test('an inconclusive check fails with its reason', () => {
  const result = {
    findings: [],
    verdict: 'inconclusive',
    reason: 'uncontrolled: a timer',
  } as unknown as Result;

  expect(() => assertSurvives(result)).toThrow(new Error('inconclusive: uncontrolled: a timer'));
});
