import { stat } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { actor, COUNTER, idsOf, plainStrategy, tinySubject } from '../fixtures.ts';
import { resolveOptions } from '../scenario/options.ts';
import type { ActorProgram } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { type Executed, type ExecuteOptions, execute } from './execute.ts';
import { executionFingerprint } from './fingerprint.ts';
import type { Strategy } from './strategy.ts';
import type { Subject } from './subject.ts';

const neverPicks: Strategy = { ...plainStrategy(), pick: () => undefined };

describe('an execution', () => {
  test('takes steps until nothing can happen any more', async () => {
    const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] });

    const executed = await execute(subject, plainStrategy());

    expect(executed.ending).toBe('quiescent');
    expect(executed.devices.get('phone')?.data.get('counter')).toBe('2');
    expect(executed.calls.map(({ actor, status }) => [actor, status])).toEqual([
      ['A', 'resolved'],
      ['B', 'resolved'],
    ]);
  });

  test('follows the strategy', async () => {
    const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] });
    const alternating: Strategy = {
      ...plainStrategy(),
      pick: (enabled, last) => enabled.find((step) => step.actor !== last?.actor) ?? enabled[0],
    };

    const executed = await execute(subject, alternating);

    expect(idsOf(executed).slice(0, 4)).toEqual(['A', 'B', 'A:1', 'B:1']);
    expect(executed.devices.get('phone')?.data.get('counter')).toBe('1');
  });

  test('is abandoned when the strategy picks nothing', async () => {
    const subject = tinySubject({ program: [actor('A', 'signOut')] });

    const executed = await execute(subject, neverPicks);

    expect([executed.ending, executed.steps.length]).toEqual(['abandoned', 0]);
  });

  test('is given up when it takes too many steps', async () => {
    const forever = { signOut: "for (;;) await storage.getItem('key');" };
    const subject = tinySubject({ calls: forever, program: [actor('A', 'signOut')] });

    const executed = await execute(subject, plainStrategy(), { maxSteps: 30 });

    expect([executed.ending, executed.steps.length]).toEqual(['too-long', 30]);
  });

  test('goes on after a step only when a chain of 1,000 awaits in it is over', async () => {
    const chain = "for (let i = 0; i < 1000; i += 1) await undefined; await storage.setItem('key', '');";
    const subject = tinySubject({
      calls: { signOut: chain },
      program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')],
    });
    const enabledBefore: string[][] = [];
    const watching: Strategy = {
      ...plainStrategy(),
      pick: (enabled) => {
        enabledBefore.push(enabled.map(({ kind, actor }) => `${kind} of ${actor}`).sort());
        return enabled[0];
      },
    };

    await execute(subject, watching);

    expect(enabledBefore.slice(0, 2)).toEqual([
      ['call of A', 'call of B'],
      ['call of B', 'effect of A'],
    ]);
  });

  test('records Hub events with the number of steps before them', async () => {
    const calls = { signOut: "await storage.removeItem('key');" };
    const subject = tinySubject({ calls, program: [actor('A', 'signOut')] });

    const executed = await execute(subject, plainStrategy());

    expect(executed.hub).toEqual([{ realm: 'app', event: 'signedOut', at: 3 }]);
  });

  test('makes the calls of a program with their arguments, one after the other', async () => {
    const calls = { signOut: "await storage.setItem(String(input.global), 'x');" };
    const program = [
      {
        actor: 'A',
        realm: 'app',
        calls: [
          { api: 'signOut', args: [{ global: true }] },
          { api: 'signOut', args: [{ global: false }] },
        ],
      } as const,
    ];

    const executed = await execute(tinySubject({ calls, program }), plainStrategy());

    expect([...(executed.devices.get('phone')?.data.keys() ?? [])]).toEqual(['true', 'false']);
    expect(idsOf(executed)).toEqual(['A', 'A:1', 'A:2', 'A:3', 'A:4', 'A:5']);
  });

  test('ends a program at a call that fails', async () => {
    const calls = { signOut: "throw new Error('no');" };
    const subject = tinySubject({ calls, program: [actor('A', 'signOut', 'getCurrentUser')] });

    const executed = await execute(subject, plainStrategy());

    expect(executed.calls.map(({ api, status }) => [api, status])).toEqual([['signOut', 'rejected']]);
    expect(executed.unhandledRejections).toEqual([]);
    expect(executed.uncontrolled).toBeUndefined();
  });

  test('shares storage between the realms of a device and no memory', async () => {
    const calls = {
      shared: 'let count = 0;',
      signOut: "count += 1; await storage.setItem('count', (await storage.getItem('count') ?? '') + count);",
    };
    const realm = { device: 'phone', platform: 'react-native' } as const;
    const program = ['app', 'tab'].map((name) => ({
      actor: name,
      realm: name,
      calls: [{ api: 'signOut' } as const],
    }));
    const subject = tinySubject({ calls, program, start: { realms: { app: realm, tab: realm } } });

    const executed = await execute(subject, plainStrategy());

    expect(executed.devices.get('phone')?.data.get('count')).toBe('11');
  });

  test.each([
    ['actor', { realms: {} }, 'actor "A" runs in realm "app", which the scenario does not define'],
    ['realm', { devices: {} }, 'realm "app" is on device "phone", which the scenario does not define'],
  ])('of a scenario whose %s is nowhere is refused', async (_, start, message) => {
    const subject = tinySubject({ program: [actor('A', 'signOut')], start });

    await expect(execute(subject, plainStrategy())).rejects.toThrow(new ScenarioError(message));
  });
});

describe('a device where someone is signed in', () => {
  const signedIn = (tokens: 'valid' | 'expired'): Promise<Executed> => {
    const start = {
      devices: { phone: { storage: 'fifo', signedIn: { username: 'alice', tokens } } },
    } as const;
    return execute(tinySubject({ program: [actor('A', 'signOut')], start }), neverPicks);
  };

  test.each([
    ['valid', true],
    ['expired', false],
  ] as const)('holds %s access and id tokens and a refresh token that is good', async (tokens, good) => {
    const { devices, server, world } = await signedIn(tokens);

    const state = devices.get('phone');
    const [access, id] = [state?.initial?.tokens.accessToken, state?.initial?.tokens.idToken].map((token) =>
      server.inspect(token ?? ''),
    );
    expect([access?.kind, (access?.expiresAt ?? 0) > world.clock.now]).toEqual(['access', good]);
    expect([id?.kind, (id?.expiresAt ?? 0) > world.clock.now]).toEqual(['id', good]);
    expect(server.honours(state?.initial?.tokens.refreshToken ?? '')).toBe(true);
  });

  test('has them stored under the keys that Amplify reads', async () => {
    const { devices, server } = await signedIn('valid');

    const { data, initial } = devices.get('phone') ?? {};
    const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;
    expect(Object.fromEntries(data ?? [])).toMatchObject({
      [`${client}.LastAuthUser`]: 'alice',
      [`${client}.alice.accessToken`]: initial?.tokens.accessToken,
      [`${client}.alice.idToken`]: initial?.tokens.idToken,
      [`${client}.alice.refreshToken`]: initial?.tokens.refreshToken,
    });
  });
});

describe('asynchrony that escapes control', () => {
  /** A program that makes a call, awaits something of the host and makes another. */
  function awaiting(something: () => Promise<unknown>, options: { first?: boolean } = {}): Subject {
    return tinySubject({
      calls: COUNTER,
      program: [
        actor('A', 'signOut', 'signOut'),
        {
          actor: 'B',
          realm: 'app',
          run: async (client) => {
            if (!options.first) await client.getCurrentUser();
            await something();
            await client.signOut();
          },
        },
      ],
    });
  }

  const HOST = {
    'a timer': () => new Promise((resolve) => setTimeout(resolve, 1)),
    'an immediate': () => new Promise((resolve) => setImmediate(resolve)),
    'a thread': () => crypto.subtle.digest('SHA-256', new Uint8Array(10)),
  };

  test.each(Object.entries(HOST))('is noticed when a program awaits %s of the host', async (_, something) => {
    const executed = await execute(awaiting(something), plainStrategy());

    expect(executed.uncontrolled).toMatchObject({
      what: 'the program of B waits for something outside the world',
      afterStep: expect.stringMatching(/^B|^A/),
    });
  });

  test.each(Object.entries(HOST))('is noticed when it begins with %s of the host', async (_, something) => {
    const executed = await execute(awaiting(something, { first: true }), plainStrategy());

    expect(executed.uncontrolled?.what).toBe('the program of B waits for something outside the world');
  });

  test.each([
    ['a timer', HOST['a timer']],
    ['an immediate', HOST['an immediate']],
    ['a file', () => stat('.')],
  ] as const)('is noticed when a program leaves %s of the host behind', async (_, something) => {
    const program: ActorProgram = {
      actor: 'A',
      realm: 'app',
      run: async (client) => {
        await client.getCurrentUser();
        void something().then(() => client.signOut());
      },
    };

    const executed = await execute(tinySubject({ program: [program] }), plainStrategy());

    expect(executed.uncontrolled?.what).toMatch(/^a real \w+ is pending that nothing awaits$/);
  });

  test('is not noticed for a timer that was there before, or that somebody else sets meanwhile', async () => {
    const before = setTimeout(() => {}, 60_000);
    const subject = tinySubject({ program: [actor('A', 'getCurrentUser')] });

    const first = execute(subject, plainStrategy());
    const meanwhile = setTimeout(() => {}, 60_000);
    const executed = [await first, await execute(subject, plainStrategy())];
    clearTimeout(before);
    clearTimeout(meanwhile);

    expect(executed.map(({ uncontrolled }) => uncontrolled)).toEqual([undefined, undefined]);
  });

  test('is noticed in a call that gets at a timer of the host behind the back of its realm', async () => {
    const calls = {
      signOut:
        "const host = Function('return this')(); await new Promise((done) => host.setTimeout(done, 1));",
    };
    const subject = tinySubject({ calls, program: [actor('A', 'signOut')] });

    const executed = await execute(subject, plainStrategy());

    expect(executed.uncontrolled?.what).toBe('signOut waits while a real Timeout is pending');
  });

  test('is not seen in a call that hangs by itself', async () => {
    const subject = tinySubject({
      calls: { signOut: 'await new Promise(() => {});' },
      program: [actor('A', 'signOut')],
    });

    const executed = await execute(subject, plainStrategy());

    expect([executed.uncontrolled, executed.calls[0]?.status]).toEqual([undefined, 'running']);
  });

  test('is not seen in a program that awaits promises of its own', async () => {
    const subject = awaiting(async () => {
      for (let count = 0; count < 100; count += 1) await Promise.all([undefined, Promise.resolve()]);
    });

    const executed = await execute(subject, plainStrategy());

    expect([executed.uncontrolled, executed.ending]).toEqual([undefined, 'quiescent']);
  });
});

describe('the same seed, on the installed release', () => {
  let subject: Subject;

  beforeAll(async () => {
    const options = resolveOptions(concurrentRefresh.options, { rotation: 'on' });
    subject = {
      release: await loadRelease('installed'),
      scenario: concurrentRefresh,
      options,
      program: () => concurrentRefresh.program(options),
      seed: 1,
    };
  });

  function run(seed: number, options: ExecuteOptions = {}, on = subject): Promise<Executed> {
    const strategy = randomStrategy(seed);
    strategy.begin();
    return execute(on, strategy, options);
  }

  test('gives the same execution 200 times', async () => {
    const fingerprints = new Set<string>();

    for (let count = 0; count < 200; count += 1) fingerprints.add(executionFingerprint(await run(7)));

    expect(fingerprints.size).toBe(1);
  });

  test('gives the same execution whatever ran before', async () => {
    const first = executionFingerprint(await run(7));
    await run(8);
    await run(9, { observed: true });

    expect(executionFingerprint(await run(7))).toBe(first);
  });

  test('gives the same execution, observed or not', async () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const [unobserved, observed] = [await run(seed), await run(seed, { observed: true })];

      expect(idsOf(observed)).toEqual(idsOf(unobserved));
      expect(executionFingerprint(observed)).toBe(executionFingerprint(unobserved));
    }
  });

  test('gives other executions than other seeds do', async () => {
    const fingerprints = new Set<string>();

    for (let seed = 0; seed < 20; seed += 1) fingerprints.add(executionFingerprint(await run(seed)));

    expect(fingerprints.size).toBe(20);
  });

  test('takes the same steps under another seed of the world, whose tokens are others', async () => {
    const one = await run(7);
    const other = await run(7, {}, { ...subject, seed: 2 });

    expect(idsOf(other)).toEqual(idsOf(one));
    expect(executionFingerprint(other)).not.toBe(executionFingerprint(one));
  });
});
