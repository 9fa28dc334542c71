import { describe, expect, test } from 'vitest';
import { asJudged } from '../../simulation/execution/as-judged.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import { JUDGED_PARTS } from '../../simulation/execution/judged-parts.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, type TinySubject, tinySubject } from '../../simulation/fixtures.ts';
import { GENERAL_INVARIANTS, judge } from '../../simulation/invariants/index.ts';
import type { OwnInvariant } from '../../simulation/invariants/invariant.ts';
import type { ActorProgram, Start } from '../../simulation/scenario/scenario.ts';
import { createStrategy } from '../strategies/create-strategy.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { compareSearches, everyOrder, generalOutcome } from './fixtures.ts';
import { WorldProbe } from './world-probe.ts';

const DIES: Partial<Start> = {
  realms: {
    app: {
      device: 'phone',
      platform: 'react-native',
      kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] },
    },
  },
};

const TWO_APPS: Partial<Start> = {
  devices: { phone: { storage: 'sync' } },
  realms: {
    app: { device: 'phone', platform: 'react-native' },
    other: { device: 'phone', platform: 'react-native' },
  },
};

const SIGN_IN: ActorProgram = {
  actor: 'A',
  realm: 'app',
  calls: [{ api: 'signIn', args: [{ username: 'alice', password: 'Correct-Horse-1' }] }],
};
const IN_OTHER = { ...actor('B', 'getCurrentUser'), realm: 'other' };

/** What judges can tell and the rest of a state does not show. */
const SUBJECTS: readonly [string, TinySubject][] = [
  [
    'a call of an app that dies has begun or not',
    { program: [actor('A', 'signOut')], calls: { signOut: "await post('GetUser');" }, start: DIES },
  ],
  [
    'an app dies before or after it dispatched an event',
    {
      program: [actor('A', 'fetchAuthSession')],
      calls: {
        fetchAuthSession: "await post('GetUser'); emit('signedIn'); await post('GetUser'); return {};",
      },
      start: DIES,
    },
  ],
  [
    'an app dies amid a step, before or after another of its requests has reached the server',
    {
      program: [actor('A', 'fetchAuthSession'), actor('B', 'getCurrentUser')],
      calls: {
        fetchAuthSession:
          "await post('GetUser'); storage.setItem('a', '1'); storage.setItem('b', '2'); return {};",
        getCurrentUser: "await post('ListDevices'); return { username: 'nobody' };",
      },
      start: { ...DIES, devices: { phone: { storage: 'sync' } } },
    },
  ],
  [
    'an app dies before or after it printed a line',
    {
      program: [actor('A', 'fetchAuthSession')],
      calls: {
        fetchAuthSession: "await post('GetUser'); console.log('here'); await post('GetUser'); return {};",
      },
      start: DIES,
    },
  ],
  [
    'an app dies before or after it rejected what nobody handles',
    {
      program: [actor('A', 'fetchAuthSession')],
      calls: {
        fetchAuthSession:
          "await storage.getItem('a'); Promise.reject(new Error('stray')); await storage.getItem('b'); return {};",
      },
      start: DIES,
    },
  ],
  [
    'an app dies before or after it handled what it had rejected',
    {
      program: [actor('A', 'fetchAuthSession')],
      calls: {
        fetchAuthSession:
          "const late = Promise.reject(new Error('late')); await storage.getItem('a'); late.catch(() => {}); await storage.getItem('b'); return {};",
      },
      start: DIES,
    },
  ],
  [
    'an app dies after a call was told something',
    {
      program: [actor('A', 'fetchAuthSession', 'getCurrentUser')],
      calls: { getCurrentUser: "await post('GetUser'); return { username: 'x' };" },
      start: DIES,
    },
  ],
  [
    'two timers are due at the same moment',
    {
      program: [actor('A', 'fetchAuthSession'), actor('B', 'getCurrentUser')],
      calls: {
        shared: 'const fired = [];',
        fetchAuthSession: "await new Promise((done) => setTimeout(done, 9)); fired.push('A'); return {};",
        getCurrentUser:
          "await new Promise((done) => setTimeout(done, 9)); fired.push('B'); return { username: fired.join('') };",
      },
    },
  ],
  [
    'two apps on one device sign out and ask',
    { program: [actor('A', 'signOut'), IN_OTHER], start: TWO_APPS },
  ],
  ['two apps on one device sign in and ask', { program: [SIGN_IN, IN_OTHER], start: TWO_APPS }],
  [
    'one app says that it signed out while another begins to',
    {
      program: [actor('A', 'fetchAuthSession'), { ...actor('B', 'signOut'), realm: 'other' }],
      calls: { fetchAuthSession: "emit('signedOut'); return {};" },
      start: TWO_APPS,
    },
  ],
  [
    'a call fails beside a request that is refused',
    {
      program: [actor('A', 'fetchAuthSession'), IN_OTHER],
      calls: {
        fetchAuthSession: "await post('GetUser', { AccessToken: 'x' }); return {};",
        getCurrentUser: "throw new Error('no');",
      },
      start: TWO_APPS,
    },
  ],
];

describe('the search finds all that judges can tell apart of every order', () => {
  test.each(SUBJECTS)('where %s', async (_, spec) => {
    const { every, searched } = await compareSearches(tinySubject(spec));

    expect([...searched.different].sort()).toEqual([...every.different].sort());
  });
});

describe('executions that end in states of one key are one to judges', () => {
  test.each(SUBJECTS)('where %s', async (_, spec) => {
    const subject = tinySubject(spec);
    const seen = new Map<string, string>();

    for (const { key, execution } of await endsOf(subject, 150)) {
      const outcome = generalOutcome(execution);
      expect(seen.get(key) ?? outcome).toBe(outcome);
      seen.set(key, outcome);
    }

    expect(seen.size).toBeGreaterThan(1);
  });
});

/** Ends of random orders, each with the key that the search gives it. */
async function endsOf(subject: Subject, runs: number) {
  const ends: { readonly key: string; readonly execution: WholeExecution }[] = [];
  const random = createStrategy('random', { seed: 7 });
  for (let run = 0; run < runs && random.begin(); run += 1) {
    let probe: WorldProbe | undefined;
    const strategy: Strategy = {
      ...random,
      pick(enabled, last) {
        const step = random.pick(enabled, last);
        if (step) probe?.before(step);
        return step;
      },
      end() {},
    };
    let key = '';
    const execution = await execute(
      subject,
      observing(strategy, {
        followsHeap: true,
        attach: (open) => {
          probe = new WorldProbe(open);
        },
        settled(step) {
          probe?.after(step);
          key = probe?.stateKey() ?? '';
        },
      }),
    );
    random.end(execution);
    ends.push({ key, execution });
  }
  return ends;
}

describe('what invariants read', () => {
  test('is nothing but what the key of a state holds', async () => {
    const read = new Set<string>();
    for (const [, spec] of SUBJECTS) {
      const execution = await execute(tinySubject(spec), createStrategy('random', { seed: 1 }));
      const { general } = asJudged(execution);
      const watched = new Proxy(general, {
        get(target, name) {
          read.add(String(name));
          return Reflect.get(target, name);
        },
      });
      for (const invariant of GENERAL_INVARIANTS) invariant.check(watched);
    }

    expect([...read].filter((name) => !Object.hasOwn(JUDGED_PARTS, name))).toEqual([]);
    expect(read.size).toBeGreaterThan(4);
  });

  test('is said of each part of an execution, and no steps are shown to general invariants', async () => {
    const execution = await execute(
      tinySubject({ program: [actor('A', 'signOut')] }),
      createStrategy('random', { seed: 1 }),
    );

    const { general, own } = asJudged(execution);

    expect(Object.keys(own).sort()).toEqual(Object.keys(JUDGED_PARTS).sort());
    expect(general).not.toHaveProperty('steps');
    expect(general).not.toHaveProperty('printed');
  });
});

type Order = Pick<WholeExecution, 'calls' | 'hub' | 'steps'>;

/** An invariant of a scenario's own that never holds where `isSo`. */
function never(isSo: (execution: Order) => boolean): OwnInvariant {
  return {
    name: 'own',
    statement: 'It never is so.',
    check: (execution) => (isSo(execution) ? { symptom: 'so', message: 'it is so' } : undefined),
  };
}

const callOf = ({ calls }: Order, name: string) => calls.find((call) => call.actor === name);
const indexOf = ({ steps }: Order, kind: string, realm: string) =>
  steps.findIndex((step) => step.kind === kind && step.realm === realm);

describe('an invariant of a scenario of its own is broken in some order', () => {
  const TWO_PHONES: Partial<Start> = {
    devices: { phone: { storage: 'sync' }, tablet: { storage: 'sync' } },
    realms: {
      app: { device: 'phone', platform: 'react-native' },
      other: { device: 'tablet', platform: 'react-native' },
    },
  };

  test.each<[string, OwnInvariant]>([
    [
      'A ends before B begins',
      never((it) => (callOf(it, 'A')?.settledAt ?? 99) <= (callOf(it, 'B')?.startedAt ?? 0)),
    ],
    [
      'B ends before A begins',
      never((it) => (callOf(it, 'B')?.settledAt ?? 99) <= (callOf(it, 'A')?.startedAt ?? 0)),
    ],
    [
      'B begins before A',
      never((it) => (callOf(it, 'B')?.startedAt ?? 99) < (callOf(it, 'A')?.startedAt ?? 0)),
    ],
    [
      'B ends before A',
      never((it) => (callOf(it, 'B')?.settledAt ?? 99) < (callOf(it, 'A')?.settledAt ?? 0)),
    ],
    [
      'an event comes after the end of B',
      never((it) => (it.hub[0]?.at ?? 0) > (callOf(it, 'B')?.settledAt ?? 99)),
    ],
    [
      'an event comes before the beginning of B',
      never((it) => (it.hub[0]?.at ?? 99) < (callOf(it, 'B')?.startedAt ?? 0)),
    ],
    [
      'A asks the server before B',
      never((it) => indexOf(it, 'request', 'app') < indexOf(it, 'request', 'other')),
    ],
    [
      'B asks the server before A',
      never((it) => indexOf(it, 'request', 'other') < indexOf(it, 'request', 'app')),
    ],
    [
      'A asks the server before B begins',
      never((it) => indexOf(it, 'request', 'app') < indexOf(it, 'call', 'other')),
    ],
  ])('where %s', async (_, own) => {
    const subject = tinySubject({
      calls: {
        signOut: "await post('GetUser');",
        getCurrentUser: "await post('GetUser'); return { username: 'x' };",
      },
      program: [actor('A', 'signOut'), IN_OTHER],
      start: TWO_PHONES,
      invariants: [own],
    });

    const broken = {
      every: await isBroken(subject, everyOrder()),
      searched: await isBroken(subject, exhaustiveStrategy()),
    };

    expect(broken).toEqual({ every: [true, false], searched: [true, false] });
  });
});

/** Whether an own invariant breaks in some order, and whether in all. */
async function isBroken(subject: Subject, strategy: Strategy): Promise<[some: boolean, all: boolean]> {
  const broken: boolean[] = [];
  while (strategy.begin()) {
    const execution = await execute(subject, strategy);
    strategy.end(execution);
    if (execution.ending !== 'quiescent') continue;
    const violations = judge(execution, subject.scenario.invariants ?? []);
    broken.push(violations.some(({ invariant }) => invariant === 'own'));
  }
  return [broken.includes(true), !broken.includes(false)];
}
