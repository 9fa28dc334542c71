import { describe, expect, test } from 'vitest';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { idsOf, plainStrategy, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram, Start, StartRealm } from '../../simulation/scenario/scenario.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { randomStrategy } from '../strategies/random.ts';
import { compareSearches, outcomesBy } from './fixtures.ts';

type Make = () => readonly ActorProgram[];
type Run = (auth: AuthClient) => Promise<unknown>;

/** Calls that touch nothing which others touch: all that they share is in the programs. */
const CALLS: TinyCalls = {
  getCurrentUser: "return { username: String(await storage.getItem('user')) };",
  fetchAuthSession: "await storage.getItem('session'); return {};",
  signIn: "await storage.setItem('name ' + input.username, 'there'); return { isSignedIn: true };",
};

const APP: StartRealm = { device: 'phone', platform: 'react-native' };

function subjectOf(
  program: Make,
  realms: Start['realms'] = { app: APP },
  more: Pick<Start, 'faults' | 'boot'> = {},
): Subject {
  const start = { devices: { phone: { storage: 'unordered' } }, realms, ...more } as const;
  return { ...tinySubject({ calls: CALLS, program: [], start }), program };
}

/** Actors `A`, `B` and so on. */
function running(...runs: readonly Run[]): ActorProgram[] {
  return runs.map((run, index) => ({ actor: String.fromCharCode(65 + index), realm: 'app', run }));
}

/** It signs in by the names of all that have begun. */
function beginning(name: string, begun: string[]): Run {
  return async (auth) => {
    begun.push(name);
    await auth.signIn({ username: begun.join(), password: '' });
  };
}

const PROGRAMS: Readonly<Record<string, Make>> = {
  'a counter': () => {
    let done = 0;
    const run: Run = async (auth) => {
      await auth.getCurrentUser();
      done += 1;
      await auth.signIn({ username: `number ${done}`, password: '' });
    };
    return running(run, run);
  },
  'who comes first': () => {
    let first: string | undefined;
    const racing =
      (name: string): Run =>
      async (auth) => {
        await auth.getCurrentUser();
        first ??= name;
        if (first === name) await auth.signIn({ username: name, password: '' });
      };
    return running(racing('A'), racing('B'));
  },
  'a variable that one reads and another writes': () => {
    let ready = false;
    return running(
      async (auth) => {
        await auth.getCurrentUser();
        ready = true;
      },
      async (auth) => {
        await auth.fetchAuthSession();
        if (ready) await auth.signIn({ username: 'late', password: '' });
      },
    );
  },
  'a variable that one reads before its first call': () => {
    let ready = false;
    return running(
      (auth) => (ready ? auth.getCurrentUser() : auth.fetchAuthSession()),
      async (auth) => {
        ready = true;
        await auth.signIn({ username: 'ready', password: '' });
      },
    );
  },
  'who begins first, beside a program of data': () => {
    const begun: string[] = [];
    return [
      ...running(beginning('A', begun), beginning('B', begun)),
      { actor: 'C', realm: 'app', calls: [{ api: 'getCurrentUser' }] },
    ];
  },
  'two that begin in one go': () => {
    const begun: string[] = [];
    const [a, ...others] = running(beginning('A', begun), beginning('B', begun), beginning('C', begun));
    return a ? [{ ...a, sameTaskAs: 'B' }, ...others] : [];
  },
  'a gate that one opens for another': () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let others = 0;
    return running(
      async (auth) => {
        await auth.getCurrentUser();
        open();
      },
      async (auth) => {
        await gate;
        await auth.signIn({ username: `after ${others}`, password: '' });
      },
      async (auth) => {
        await auth.fetchAuthSession();
        others += 1;
      },
    );
  },
  'a list': () => {
    const order: string[] = [];
    const noting =
      (name: string): Run =>
      async (auth) => {
        await auth.getCurrentUser();
        order.push(name);
        if (order.length === 2) await auth.signIn({ username: order.join(), password: '' });
      };
    return running(noting('A'), noting('B'));
  },
  'calls of one actor at once': () => {
    const order: string[] = [];
    return running(async (auth) => {
      await Promise.all([
        auth.getCurrentUser().then(() => order.push('user')),
        auth.fetchAuthSession().then(() => order.push('session')),
      ]);
      await auth.signIn({ username: order.join(), password: '' });
    });
  },
  'a value that is changed after it was handed over': () => {
    const input = { username: 'before', password: '' };
    return running(
      (auth) => auth.signIn(input),
      async (auth) => {
        await auth.getCurrentUser();
        input.username = 'after';
        await auth.signIn(input);
      },
    );
  },
};

describe('the exhaustive search finds every outcome of programs that share', () => {
  test.each(Object.entries(PROGRAMS))('%s', async (_, program) => {
    const { every, searched } = await compareSearches(subjectOf(program));

    expect(searched.different).toEqual(every.different);
    expect(searched.executions).toBeLessThanOrEqual(every.executions);
  });

  test('a variable with an app that may be killed', async () => {
    const program: Make = () => {
      let opened = 0;
      return [
        {
          actor: 'A',
          realm: 'app',
          run: async (auth) => {
            await auth.getCurrentUser();
            opened += 1;
          },
        },
        {
          actor: 'B',
          realm: 'other',
          run: async (auth) => {
            await auth.fetchAuthSession();
            await auth.signIn({ username: `opened ${opened}`, password: '' });
          },
        },
      ];
    };
    const realms = { app: { ...APP, kill: { callsAfterRestart: [] } }, other: APP };

    const { every, searched } = await compareSearches(subjectOf(program, realms));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(1);
  });

  test('a gate that one opens for another, whose app may be killed before', async () => {
    const program: Make = () => {
      let open = (): void => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      return [
        {
          actor: 'A',
          realm: 'app',
          run: async (auth) => {
            await gate;
            await auth.getCurrentUser();
          },
        },
        {
          actor: 'B',
          realm: 'other',
          run: async (auth) => {
            await auth.fetchAuthSession();
            open();
          },
        },
      ];
    };
    const realms = {
      app: { ...APP, kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }] } },
      other: APP,
    } as const;

    const { every, searched } = await compareSearches(subjectOf(program, realms));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(1);
  });

  test.each([
    ['that may be killed', { ...APP, kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } }, {}],
    ['that may be suspended', APP, { faults: { suspensions: ['app'], max: 1 } }],
    ['that is still loading', APP, { boot: 'concurrent' }],
  ] as const)('a variable that is read before the first call, of an app %s', async (_, app, more) => {
    const program: Make = () => {
      let ready = false;
      return [
        {
          actor: 'A',
          realm: 'app',
          run: async (auth) => {
            ready = true;
            await auth.getCurrentUser();
          },
        },
        {
          actor: 'B',
          realm: 'other',
          run: (auth) => (ready ? auth.getCurrentUser() : auth.fetchAuthSession()),
        },
      ];
    };

    const { every, searched } = await compareSearches(subjectOf(program, { app, other: APP }, more));

    expect(searched.different).toEqual(every.different);
    expect(every.different.size).toBeGreaterThan(1);
  });
});

describe('the order in which programs are listed', () => {
  test.each([
    'a variable that one reads before its first call',
    'who begins first, beside a program of data',
  ])('makes no difference to what is found: %s', async (name) => {
    const program = PROGRAMS[name] ?? (() => []);

    const asListed = await outcomesBy(subjectOf(program), exhaustiveStrategy());
    const turned = await outcomesBy(
      subjectOf(() => program().toReversed()),
      exhaustiveStrategy(),
    );

    expect(turned.different.size).toBe(asListed.different.size);
    expect(asListed.different.size).toBeGreaterThan(1);
  });
});

test.each([
  'who comes first',
  'a list',
  'a variable that one reads before its first call',
  'two that begin in one go',
  'a variable that one reads and another writes',
])('of %s there are several outcomes', async (name) => {
  const { every } = await compareSearches(subjectOf(PROGRAMS[name] ?? (() => [])));

  expect(every.different.size).toBeGreaterThan(1);
});

describe('variables that program() makes', () => {
  /** From the fourth time on it does something else. */
  const counting: Make = () => {
    let opened = 0;
    return running(async (auth) => {
      opened += 1;
      await auth.getCurrentUser();
      if (opened > 3) await auth.fetchAuthSession();
    });
  };

  test('are of one execution', async () => {
    const subject = subjectOf(counting);
    const schedules: string[] = [];
    for (let run = 0; run < 6; run += 1) {
      schedules.push(idsOf(await execute(subject, plainStrategy())).join(' '));
    }

    expect(new Set(schedules).size).toBe(1);
  });

  test('are of one execution although another ended half way', async () => {
    const subject = subjectOf(PROGRAMS['a list'] ?? (() => []));
    const whole = randomStrategy(1);
    const cut = randomStrategy(2);
    const outcomes: string[] = [];
    for (let run = 0; run < 4; run += 1) {
      cut.begin();
      await execute(subject, cut, { maxSteps: 2 + run });
      whole.begin();
      const { calls } = await execute(subject, randomStrategyAt(0));
      outcomes.push(JSON.stringify(calls.map(({ api, value }) => [api, value])));
    }

    expect(new Set(outcomes).size).toBe(1);
  });
});

/** Always the same order. */
function randomStrategyAt(execution: number) {
  const strategy = randomStrategy(7);
  strategy.sampling?.goTo(execution);
  strategy.begin();
  return strategy;
}
