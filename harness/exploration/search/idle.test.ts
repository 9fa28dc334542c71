import { expect, test } from 'vitest';
import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { Start, StartRealm } from '../../simulation/scenario/scenario.ts';
import { pctStrategy } from '../strategies/pct.ts';
import { posStrategy } from '../strategies/pos.ts';
import { randomStrategy } from '../strategies/random.ts';
import { compareSearches, outcomesBy } from './fixtures.ts';

const CALLS: TinyCalls = {
  shared: 'let made = 0;',
  fetchAuthSession: `
    made += 1;
    await storage.setItem('made', String(made));
    await storage.setItem('at', String(Date.now()));
    return {};`,
  getCurrentUser: `
    return { username: (await storage.getItem('made')) + ' ' + made + ' ' + (await storage.getItem('at')) };`,
};

const MORTAL: StartRealm = {
  device: 'phone',
  platform: 'react-native',
  kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] },
};

/** An app that makes two calls, of which another app reads what they stored; either may be killed. */
function subjectOf(storage: StorageBackendName, start: Partial<Start> = {}) {
  return tinySubject({
    calls: CALLS,
    program: [actor('A', 'fetchAuthSession')],
    start: { devices: { phone: { storage } }, realms: { app: MORTAL }, ...start },
  });
}

/** The first `count` executions of a strategy, which has no end of its own. */
function firstOf(strategy: Strategy, count: number): Strategy {
  let begun = 0;
  return {
    ...strategy,
    begin: () => {
      begun += 1;
      return begun <= count && strategy.begin();
    },
  };
}

test.each<[string, Partial<Start>]>([
  ['an app', {}],
  ['two apps, one of them with nothing to do', { realms: { app: MORTAL, idle: MORTAL } }],
  ['an app on a device whose clock jumps', { faults: { clocks: [{ device: 'phone', by: -5000 }], max: 1 } }],
  [
    'an app that may be suspended for hours',
    { faults: { suspensions: [{ realm: 'app', sleeps: 7_200_000 }], max: 1 } },
  ],
])(
  'the search finds every outcome of every order of %s that may be killed at any moment',
  async (_, start) => {
    for (const storage of ['fifo', 'mmkv'] as const) {
      const { every, searched } = await compareSearches(subjectOf(storage, start));

      expect(searched.different).toEqual(every.different);
      expect(every.different.size).toBeGreaterThan(2);
    }
  },
);

test.each([
  ['random', randomStrategy],
  ['pos', posStrategy],
  ['pct', (seed: number) => pctStrategy(seed, 3)],
] as const)(
  '%s finds what the search finds, and nothing else: killed before, amid, after and never',
  async (_, strategy) => {
    for (const storage of ['fifo', 'mmkv'] as const) {
      const subject = subjectOf(storage);
      const { searched } = await compareSearches(subject);

      const sampled = await outcomesBy(subject, firstOf(strategy(1), 300));

      expect([...sampled.different].sort()).toEqual([...searched.different].sort());
    }
  },
);
