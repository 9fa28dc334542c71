import { expect, test } from 'vitest';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { actor, idsOf, plainStrategy, tinySubject } from '../fixtures.ts';
import type { ActorProgram, Start } from '../scenario/scenario.ts';
import { execute } from './execute.ts';

/** A program that notes that it begins, then makes a call. */
function noting(name: string, begun: string[]): ActorProgram & { readonly run: unknown } {
  return {
    actor: name,
    realm: 'app',
    run: (auth) => {
      begun.push(name);
      return auth.getCurrentUser();
    },
  };
}

test('a program of data begins with its first call, and code in a step of its own before it', async () => {
  const subject = tinySubject({ program: [actor('A', 'getCurrentUser'), noting('B', [])] });

  const executed = await execute(subject, plainStrategy());

  expect(idsOf(executed)).toEqual(['B!start', 'B', 'A']);
  expect(executed.steps.map(({ lineage }) => lineage.parent)).toEqual([undefined, 'B!start', undefined]);
});

test('programs begin in every order', async () => {
  const orders = new Set<string>();
  for (let seed = 1; seed <= 20; seed += 1) {
    const begun: string[] = [];
    const strategy = randomStrategy(seed);
    strategy.begin();
    await execute(tinySubject({ program: [noting('A', begun), noting('B', begun)] }), strategy);
    orders.add(begun.join(' '));
  }

  expect([...orders].sort()).toEqual(['A B', 'B A']);
});

test('code that makes its first call in one go with another begins with it, after it', async () => {
  const begun: string[] = [];
  const program = [{ ...noting('A', begun), sameTaskAs: 'B' }, noting('B', begun)];

  const executed = await execute(tinySubject({ program }), plainStrategy());

  expect(idsOf(executed)).toEqual(['B!start', 'B']);
  expect(begun).toEqual(['B', 'A']);
  expect(executed.calls.map(({ actor: name, status }) => [name, status])).toEqual([
    ['B', 'resolved'],
    ['A', 'resolved'],
  ]);
});

test('code in one go with data begins with it', async () => {
  const program = [actor('A', 'getCurrentUser'), { ...noting('B', []), sameTaskAs: 'A' }];

  const executed = await execute(tinySubject({ program }), plainStrategy());

  expect(idsOf(executed)).toEqual(['A!start', 'A']);
  expect(executed.calls.map(({ status }) => status)).toEqual(['resolved', 'resolved']);
});

test('a call in one go with code that makes none comes by itself', async () => {
  const program: ActorProgram[] = [
    { actor: 'A', realm: 'app', run: async () => {} },
    { ...noting('B', []), sameTaskAs: 'A' },
  ];

  const { calls } = await execute(tinySubject({ program }), plainStrategy());

  expect(calls).toMatchObject([{ actor: 'B', status: 'resolved' }]);
});

test('code of an app that dies before never begins', async () => {
  const begun: string[] = [];
  const realms: Start['realms'] = {
    app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } },
  };
  const killFirst = {
    ...plainStrategy(),
    pick: (enabled: Parameters<ReturnType<typeof plainStrategy>['pick']>[0]) =>
      enabled.find(({ kind }) => kind === 'kill') ?? enabled[0],
  };

  const executed = await execute(
    tinySubject({ program: [noting('A', begun)], start: { realms } }),
    killFirst,
  );

  expect(idsOf(executed)).toEqual(['kill-app']);
  expect([begun, executed.calls, executed.uncontrolled]).toEqual([[], [], undefined]);
});

test('code of a page that is yet to load begins once it has', async () => {
  const realms: Start['realms'] = {
    app: { device: 'phone', platform: 'web', hostedUiCallback: { username: 'alice' } },
  };
  const subject = tinySubject({
    program: [noting('A', [])],
    start: { app: { hostedUi: true }, devices: { phone: { storage: 'local-storage' } }, realms },
  });

  const executed = await execute(subject, plainStrategy());

  expect(idsOf(executed)).toEqual(['load-app', 'A!start', 'A']);
});
