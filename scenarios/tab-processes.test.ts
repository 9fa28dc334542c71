import { describe, expect, test } from 'vitest';
import { canBeHad } from '../harness/amplify/releases/fixtures.ts';
import { outcomesBy } from '../harness/exploration/search/fixtures.ts';
import { exhaustiveStrategy } from '../harness/exploration/strategies/exhaustive.ts';
import { posStrategy } from '../harness/exploration/strategies/pos.ts';
import { randomStrategy } from '../harness/exploration/strategies/random.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import type { Strategy } from '../harness/simulation/execution/strategy.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { checkScenario } from '../vitest/index.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';
import { twoTabsRefresh } from './two-tabs-refresh.ts';

const hasAffected = await canBeHad('6.12.1');

describe.skipIf(!hasAffected)('on 6.12.1, which clears the stored tokens before it stores new ones', () => {
  const check = (processes: string) =>
    checkScenario(concurrentRefresh, {
      amplify: '6.12.1',
      set: { platform: 'web', tabs: '2', processes },
      runs: 60,
    });

  test('a tab that reads in between finds nobody signed in', async () => {
    const { verdict, findings } = await check('separate');

    expect(verdict).toBe('fails');
    expect(findings.map(({ invariant }) => invariant)).toContain('no-false-sign-out');
  }, 120_000);

  test('and one in the same process does not', async () => {
    expect(await check('same')).toMatchObject({ verdict: 'survives' });
  }, 120_000);
});

/** A tab that refreshes may crash; another is open. */
const tabCrashes = defineScenario({
  name: 'tab-crashes',
  title: 'A tab crashes while it refreshes',
  description: 'For tests.',
  options: {},
  start: () => ({
    ...appOfAlice({ platform: 'web', storage: 'local-storage' }, 'expired'),
    realms: {
      app: { device: 'phone', platform: 'web', kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }] } },
      'app-2': { device: 'phone', platform: 'web' },
    },
  }),
  program: () => callsAtOnce(1, ['app']),
});

describe('a tab that crashes amid storing tokens', () => {
  const check = (amplify: string) => checkScenario(tabCrashes, { amplify, strategy: 'exhaustive' });

  test.skipIf(!hasAffected)(
    'has lost the session on 6.12.1',
    async () => {
      const { verdict, findings } = await check('6.12.1');

      expect(verdict).toBe('fails');
      expect(findings.map(({ invariant }) => invariant)).toContain('session-survives');
    },
    120_000,
  );

  test('has it on the release that is installed', async () => {
    expect(await check('installed')).toMatchObject({ verdict: 'survives', coverage: 'exhaustive' });
  }, 120_000);
});

describe.each(['local-storage', 'cookies'])('two tabs over %s, without rotation', (storage) => {
  test('random orders and random priorities find nothing that the exhaustive search does not', async () => {
    const options = resolveOptions(twoTabsRefresh.options, { rotation: 'off', storage });
    const subject = await subjectLoader()({
      amplify: 'installed',
      scenario: twoTabsRefresh,
      options,
      seed: 1,
    });

    const searched = await outcomesBy(subject, exhaustiveStrategy());
    const random = await outcomesBy(subject, first(80, randomStrategy(1)));
    const pos = await outcomesBy(subject, first(80, posStrategy(2)));

    for (const { different } of [random, pos]) {
      expect([...different].filter((outcome) => !searched.different.has(outcome))).toEqual([]);
      expect(different.size).toBeGreaterThan(1);
    }
  }, 240_000);
});

/** Lets a strategy have so many executions. */
function first(executions: number, strategy: Strategy): Strategy {
  let left = executions;
  return {
    ...strategy,
    begin: () => {
      left -= 1;
      return left >= 0 && strategy.begin();
    },
  };
}
