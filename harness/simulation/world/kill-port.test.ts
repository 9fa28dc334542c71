import { describe, expect, test } from 'vitest';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { type Executed, execute } from '../execution/execute.ts';
import type { Strategy } from '../execution/strategy.ts';
import { actor, idsOf, plainStrategy, type TinySubject, tinySubject } from '../fixtures.ts';
import { AT_REST } from './at-rest.ts';
import { KillPort } from './kill-port.ts';
import { Lineage, type Step } from './step.ts';
import { World } from './world.ts';

function stepOf(id: string, realm: string): Step {
  return {
    lineage: Lineage.root(id),
    id,
    kind: 'call',
    actor: id,
    realm,
    resource: undefined,
    writes: false,
    runsJavaScript: true,
    stack: undefined,
    facts: () => ({ kind: 'call', operation: id }),
    run() {},
  };
}

describe('the death of a realm', () => {
  /** A world in which steps of two realms are enabled and one of them may die. */
  function mortalWorld() {
    const world = new World({ seed: 1, observed: false });
    const events: string[] = [];
    let steps = [stepOf('A', 'app'), stepOf('B', 'tab')];
    world.addSource({
      collect: (into) => into.push(...steps),
      dropRealm: (realm) => {
        events.push(`${realm} dropped`);
        steps = steps.filter((step) => step.realm !== realm);
      },
    });
    world.addSource(
      new KillPort(world, [
        {
          realm: 'app',
          between: 'killed',
          amid: 'killed',
          restart: () => events.push('app restarted'),
        },
      ]),
    );
    const kill = (): Step | undefined => world.enabled().find(({ kind }) => kind === 'kill');
    return { world, events, kill, finish: () => (steps = []) };
  }

  test('can hit while anything is under way there, and while nothing is', () => {
    const { world, finish } = mortalWorld();

    const before = world.enabled().map(({ id }) => id);
    finish();

    expect(before).toEqual(['A', 'B', 'kill-app']);
    expect(world.enabled().map(({ id }) => id)).toEqual(['kill-app']);
  });

  test('cannot hit a page that has not loaded yet', () => {
    const load = { ...stepOf('load-app', 'app'), kind: 'load' } as const;
    let pages = [load];
    const unloaded = new World({ seed: 1, observed: false });
    unloaded.addSource({ collect: (into) => into.push(...pages), dropRealm() {} });
    unloaded.addSource(
      new KillPort(unloaded, [{ realm: 'app', between: 'killed', amid: 'killed', restart() {} }]),
    );

    const before = unloaded.enabled().map(({ id }) => id);
    pages = [];

    expect(before).toEqual(['load-app']);
    expect(unloaded.enabled().map(({ id }) => id)).toEqual(['kill-app']);
  });

  test('drops what is under way there, then starts the app again', () => {
    const { world, events, kill } = mortalWorld();
    const step = kill();
    if (step) world.take(step);

    expect(events).toEqual(['app dropped', 'app restarted']);
    expect(world.enabled().map(({ id }) => id)).toEqual(['B']);
  });

  test('hits once', () => {
    const { world, kill } = mortalWorld();
    const step = kill();
    if (step) world.take(step);
    world.addSource({ collect: (into) => into.push(stepOf('C', 'app')), dropRealm() {} });

    expect(kill()).toBeUndefined();
  });
});

describe('an execution in which the app is killed', () => {
  /** Kills after so many steps, otherwise takes the default choice. */
  const killsAfter = (steps: number): Strategy => {
    let taken = 0;
    const plain = plainStrategy();
    return {
      ...plain,
      pick: (enabled, last) => {
        taken += 1;
        return (taken > steps && enabled.find(({ kind }) => kind === 'kill')) || plain.pick(enabled, last);
      },
    };
  };

  const writing: TinySubject = {
    calls: {
      shared: 'let starts = 0;',
      signOut: "await storage.setItem('first', 'yes'); await storage.setItem('second', 'yes');",
      getCurrentUser:
        "starts += 1; await storage.setItem('starts', String(starts)); return { username: 'x' };",
    },
    program: [actor('A', 'getCurrentUser', 'signOut')],
    start: {
      realms: {
        app: {
          device: 'phone',
          platform: 'react-native',
          kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] },
        },
      },
    },
  };

  const run = (steps: number): Promise<Executed> => execute(tinySubject(writing), killsAfter(steps));

  test('keeps what took effect and drops what was under way', async () => {
    // A: its first call, write, done; its second call, first write taken.
    const { devices, calls } = await run(5);

    expect([...(devices.get('phone')?.data.keys() ?? [])]).toEqual(['starts', 'first']);
    expect(calls.map(({ actor, api, status }) => [actor, api, status])).toEqual([
      ['A', 'getCurrentUser', 'resolved'],
      ['A', 'signOut', 'killed'],
      ['app-again', 'getCurrentUser', 'resolved'],
    ]);
  });

  test('starts again with an empty memory', async () => {
    const { devices } = await run(5);

    expect(devices.get('phone')?.data.get('starts')).toBe('1');
  });

  test('comes to its end: what died is not taken for something that escaped control', async () => {
    const { ending, uncontrolled } = await run(5);

    expect([ending, uncontrolled]).toEqual(['quiescent', undefined]);
  });

  test('is the same every time', async () => {
    expect(idsOf(await run(5))).toEqual(idsOf(await run(5)));
  });

  test('may be one in which it had nothing more to do', async () => {
    const atRest: Strategy = {
      ...plainStrategy(),
      pick: (enabled, last) =>
        enabled.includes(AT_REST)
          ? (enabled.find(({ kind }) => kind === 'kill') ?? AT_REST)
          : plainStrategy().pick(enabled, last),
    };

    const { calls, ending } = await execute(tinySubject(writing), atRest);

    expect(ending).toBe('quiescent');
    expect(calls.map(({ actor, api, status }) => [actor, api, status])).toEqual([
      ['A', 'getCurrentUser', 'resolved'],
      ['A', 'signOut', 'resolved'],
      ['app-again', 'getCurrentUser', 'resolved'],
    ]);
  });

  test.each([
    ['two writes and the return', "localSet('a'); localSet('b');", [[], ['a'], ['a', 'b']]],
    ['a single write, then the return', "localSet('a');", [[], ['a']]],
    ['no write', '', [[]]],
  ])('between what a step does over a synchronous storage: %s', async (_, code, left) => {
    const subject = tinySubject({
      calls: { shared: 'const localSet = (key) => void storage.setItem(key, key);', signOut: code },
      program: [actor('A', 'signOut')],
      start: {
        devices: { phone: { storage: 'mmkv' } },
        realms: { app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } } },
      },
    });
    const found = new Set<string>();
    const strategy = exhaustiveStrategy();
    while (strategy.begin()) {
      const executed = await execute(subject, strategy);
      strategy.end(executed);
      const [call] = executed.calls;
      if (executed.ending === 'quiescent' && call?.status === 'killed')
        found.add(JSON.stringify([...(executed.devices.get('phone')?.data.keys() ?? [])]));
    }

    expect([...found].sort()).toEqual(left.map((keys) => JSON.stringify(keys)).sort());
  });

  test('keeps the causal ids of those who do not die', async () => {
    const tab = { device: 'phone', platform: 'react-native' } as const;
    const both: TinySubject = {
      ...writing,
      program: [...writing.program, { actor: 'T', realm: 'tab', calls: [{ api: 'getCurrentUser' }] }],
      start: { realms: { ...writing.start?.realms, tab } },
    };
    const ofT = ({ steps }: Executed): string[] =>
      steps.flatMap((step) => (step.actor === 'T' ? [step.id] : []));

    const [killed, spared] = [
      await execute(tinySubject(both), killsAfter(3)),
      await execute(tinySubject(both), plainStrategy()),
    ];

    expect(idsOf(killed)).toContain('kill-app');
    expect(ofT(killed)).toEqual(ofT(spared));
  });
});
