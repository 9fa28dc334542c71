import { expect, test } from 'vitest';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import { check } from '../../checking/check/check.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { AllowedFaults } from '../../simulation/scenario/allowed-faults.ts';
import { defineScenario } from '../../simulation/scenario/scenario.ts';

const ALICE = { username: 'alice', password: 'Correct-Horse-1' } as const;
const HOUR = 3_600_000;

/** Tabs of one process, in the first of which alice signs in; each refresh replaces the refresh token. */
async function signInBesideTabs(faults: Omit<AllowedFaults, 'max'>): Promise<Subject> {
  const tab = { device: 'browser', platform: 'web', process: 'tabs' } as const;
  const scenario = defineScenario({
    name: 'tabs-that-hear',
    title: 'Tabs hear that the user signs in',
    description: 'For tests.',
    options: {},
    start: () => ({
      pool: { rotation: { graceSeconds: 0 } },
      users: [ALICE],
      devices: { browser: { storage: 'local-storage' } },
      realms: { app: tab, 'app-2': tab, 'app-3': tab },
      faults: { ...faults, max: 1 },
    }),
    program: () => [{ actor: 'A', realm: 'app', calls: [{ api: 'signIn', args: [ALICE] }] }],
  });
  const release = await loadRelease('installed');
  return { release, scenario, options: {}, program: () => scenario.program({}), seed: 1 };
}

test('the tabs that refresh at once are the cause, not what made them refresh', async () => {
  const subject = await signInBesideTabs({ clocks: [{ device: 'browser', by: HOUR }] });

  const { findings } = await check(subject, { strategy: randomStrategy(1), budget: { runs: 42 } });

  expect(findings.length).toBeGreaterThan(0);
  for (const { cause, race, interleaving } of findings) {
    expect(cause).toBe('getTokens+getTokens/rotation');
    expect(new Set(race?.steps.map(({ actor }) => actor)).size).toBe(2);
    expect(interleaving.actors).toEqual(expect.arrayContaining(race?.steps.map(({ actor }) => actor) ?? []));
    expect(race?.steps.flatMap(({ at }) => at)).not.toEqual([]);
  }
});

test('nothing is found where nothing makes them refresh', async () => {
  const subject = await signInBesideTabs({});

  const { verdict } = await check(subject, { strategy: randomStrategy(1), budget: { runs: 42 } });

  expect(verdict).toBe('survives');
});
