import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { CallPort } from './call-port.ts';
import { World } from './world.ts';

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function callsOf() {
  const world = new World({ seed: 1, observed: false });
  return { world, calls: world.addSource(new CallPort(world)) };
}

describe('a call', () => {
  test('starts when its step is picked and not before', async () => {
    const { world, calls } = callsOf();
    let invoked = 0;
    void calls.perform(
      'A',
      'app',
      'api',
      () => '',
      async () => (invoked += 1),
    );
    await rest();
    const before = invoked;

    const [start] = world.enabled();
    if (start) world.take(start);

    expect([before, invoked]).toEqual([0, 1]);
    expect(start).toMatchObject({ id: 'A', kind: 'call', actor: 'A', realm: 'app' });
  });

  test('is on record from the moment its program comes to it until it has settled', async () => {
    const { world, calls } = callsOf();
    void calls.perform(
      'A',
      'app',
      'api',
      () => '',
      async () => 'value',
    );
    const [record] = calls.records;
    const statuses = [record?.status];
    const [start] = world.enabled();
    if (start) world.take(start);
    statuses.push(record?.status);

    await rest();
    statuses.push(record?.status);

    expect(statuses).toEqual(['waiting', 'running', 'resolved']);
    expect(record).toMatchObject({ id: 'A', api: 'api', startedAt: 1, settledAt: 1, value: 'value' });
  });

  test('that fails is recorded with its error, which its program gets', async () => {
    const { world, calls } = callsOf();
    const error = new Error('no');
    const call = calls.perform(
      'A',
      'app',
      'api',
      () => '',
      () => Promise.reject(error),
    );
    const [start] = world.enabled();
    if (start) world.take(start);

    await expect(call).rejects.toBe(error);

    expect(calls.records[0]).toMatchObject({ status: 'rejected', error, value: undefined });
  });

  test('of an actor that has made one before is a child of the step in which it came to it', async () => {
    const { world, calls } = callsOf();
    void (async () => {
      await calls.perform(
        'A',
        'app',
        'first',
        () => '',
        async () => {},
      );
      await calls.perform(
        'A',
        'app',
        'second',
        () => '',
        async () => {},
      );
    })();
    const [first] = world.enabled();
    if (first) world.take(first);

    await rest();

    expect(world.enabled().map(({ id }) => id)).toEqual(['A:1']);
  });

  test('keeps its id whichever other actors there are', () => {
    const alone = callsOf();
    void alone.calls.perform(
      'B',
      'app',
      'api',
      () => '',
      async () => {},
    );
    const together = callsOf();
    for (const actor of ['A', 'B'])
      void together.calls.perform(
        actor,
        'app',
        'api',
        () => '',
        async () => {},
      );

    expect(alone.calls.records[0]?.id).toBe('B');
    expect(together.calls.records[1]?.id).toBe('B');
  });

  test('of a dead realm neither starts nor settles', async () => {
    const { world, calls } = callsOf();
    let invoked = false;
    void calls.perform(
      'A',
      'app',
      'api',
      () => '',
      async () => (invoked = true),
    );
    void calls.perform(
      'B',
      'other',
      'api',
      () => '',
      async () => {},
    );

    world.dropRealm('app');
    await rest();

    expect(world.enabled().map(({ id }) => id)).toEqual(['B']);
    expect(invoked).toBe(false);
    expect(calls.records[0]?.settledAt).toBeUndefined();
  });
});

describe('outside any step', () => {
  test('a first call is noticed', () => {
    const { world, calls } = callsOf();
    world.settle();

    void calls.perform(
      'A',
      'app',
      'api',
      () => '',
      async () => {},
    );

    expect(world.uncontrolled).toMatchObject({ what: 'call of api outside any step', afterStep: 'boot' });
  });

  test('a call that settles is noticed', async () => {
    const { world, calls } = callsOf();
    let settle = (): void => {};
    void calls.perform(
      'A',
      'app',
      'api',
      () => '',
      () => new Promise<void>((resolve) => (settle = resolve)),
    );
    const [start] = world.enabled();
    if (start) world.take(start);
    world.settle();

    settle();
    await rest();

    expect(world.uncontrolled).toMatchObject({ what: 'api settles outside any step', afterStep: 'A' });
  });
});

describe('calls of several actors in one go', () => {
  test('start in one step, one after the other, before anything that they await goes on', async () => {
    const { world, calls } = callsOf();
    const log: string[] = [];
    const call = (actor: string) => async (): Promise<void> => {
      log.push(`${actor} starts`);
      await null;
      log.push(`${actor} goes on`);
    };
    calls.startTogether('B', 'A');
    void calls.perform('A', 'app', 'one', () => '', call('A'));
    void calls.perform('B', 'app', 'other', () => '', call('B'));
    await rest();
    const [start, ...others] = world.enabled();

    if (start) world.take(start);
    await rest();

    expect(others).toEqual([]);
    expect(start && stepInWords(start.facts())).toBe('calls one(), in the same task B calls other()');
    expect(log).toEqual(['A starts', 'B starts', 'A goes on', 'B goes on']);
    expect(calls.records).toMatchObject([
      { actor: 'A', status: 'resolved', startedAt: 1 },
      { actor: 'B', status: 'resolved', startedAt: 1 },
    ]);
  });

  test('are the first of each: what comes later has steps of its own', async () => {
    const { world, calls } = callsOf();
    calls.startTogether('B', 'A');
    const first = calls.perform(
      'A',
      'app',
      'one',
      () => '',
      async () => 1,
    );
    void calls.perform(
      'B',
      'app',
      'other',
      () => '',
      async () => 2,
    );
    void first.then(() =>
      calls.perform(
        'A',
        'app',
        'more',
        () => '',
        async () => 3,
      ),
    );
    const [start] = world.enabled();
    if (start) world.take(start);
    await rest();

    expect(world.enabled().map((step) => stepInWords(step.facts()))).toEqual(['calls more()']);
  });
});

test('a sign-out knows what its realm had removed while it ran, and no other call does', async () => {
  const world = new World({ seed: 1, observed: false });
  const calls = world.addSource(new CallPort(world));
  void calls.perform(
    'A',
    'app',
    'signOut',
    () => '',
    () => new Promise(() => {}),
  );
  void calls.perform(
    'B',
    'app',
    'fetchAuthSession',
    () => '',
    () => new Promise(() => {}),
  );
  void calls.perform(
    'C',
    'tab',
    'signOut',
    () => '',
    () => new Promise(() => {}),
  );
  const before = calls.asksToRemove('app');
  for (const step of world.enabled()) world.take(step);
  const removed = calls.asksToRemove('app');
  const restore = calls.rememberRemoved();

  before(['early']);
  const digest = calls.digest();
  removed(['b', 'a']);

  expect(calls.records.map((record) => record.removed)).toEqual([['a', 'b'], [], []]);
  expect(calls.digest()).not.toBe(digest);
  restore();
  expect(calls.digest()).toBe(digest);
});
