import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../checking/check/check.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { actor, plainStrategy, type TinyCalls, tinySubject } from '../fixtures.ts';
import { execute } from './execute.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What the host of the harness, here the test runner, would be told. */
const told: unknown[] = [];
const host = (reason: unknown): void => void told.push(reason);
let others: NodeJS.UnhandledRejectionListener[] = [];

beforeEach(() => {
  told.length = 0;
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', host);
});

afterEach(() => {
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
});

/** A world in which calls of `signOut` do this. */
function subject(signOut = '', calls: TinyCalls = {}) {
  return tinySubject({
    calls: { ...calls, signOut },
    program: [actor('A', 'signOut'), actor('B', 'signOut')],
  });
}

const REJECTING = "Promise.reject(new Error('nobody handles me'));";

/** Rejects again and again, at moments of the host, until it is stopped. */
function strayRejections(): () => Promise<number> {
  let count = 0;
  const reject = (): void => {
    count += 1;
    void Promise.reject(new Error('of the host'));
  };
  const timers = [setInterval(reject, 1), setInterval(() => setImmediate(reject), 1)];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    // One that was under way may still come.
    await turn();
    return count;
  };
}

describe('a rejection that nobody handles', () => {
  test('is the world’s in which it happened, and the host is not told', async () => {
    const { unhandledRejections } = await execute(subject(REJECTING), plainStrategy());

    expect(unhandledRejections).toEqual([new Error('nobody handles me'), new Error('nobody handles me')]);
    expect(told).toEqual([]);
  });

  test('is not in the world that runs next', async () => {
    const one = await execute(subject(REJECTING), plainStrategy());
    const next = await execute(subject(), plainStrategy());

    expect([one, next].map(({ unhandledRejections }) => unhandledRejections.length)).toEqual([2, 0]);
  });

  test('is not in a world that runs at the same time', async () => {
    const several = Array.from({ length: 6 }, (_, index) =>
      execute(subject(index % 2 === 0 ? REJECTING : ''), plainStrategy()),
    );

    const executions = await Promise.all(several);

    expect(executions.map(({ unhandledRejections }) => unhandledRejections.length)).toEqual([
      2, 0, 2, 0, 2, 0,
    ]);
    expect(told).toEqual([]);
  });

  test('is not seen where somebody handles it in the same step', async () => {
    const handled = 'const no = Promise.reject(new Error()); await undefined; no.catch(() => {});';

    const { unhandledRejections } = await execute(subject(handled), plainStrategy());

    expect(unhandledRejections).toEqual([]);
  });

  test.each([
    ['a string', "Promise.reject('No current user');", 'No current user'],
    ['nothing', 'Promise.reject();', undefined],
    ['one that a promise passed on', "Promise.resolve().then(() => { throw 'late'; });", 'late'],
  ])('may be %s', async (_, signOut, reason) => {
    const { unhandledRejections } = await execute(subject(signOut), plainStrategy());

    expect(unhandledRejections).toEqual([reason, reason]);
  });
});

describe('a rejection of the host', () => {
  test('from before an execution is the host’s', async () => {
    void Promise.reject(new Error('of the host'));

    const { unhandledRejections } = await execute(subject(), plainStrategy());

    expect(unhandledRejections).toEqual([]);
    expect(told).toEqual([new Error('of the host')]);
  });

  test('after an execution is the host’s', async () => {
    await execute(subject(), plainStrategy());
    void Promise.reject(new Error('of the host'));
    await turn();

    expect(told).toEqual([new Error('of the host')]);
  });

  test('that code beside an execution leaves is the host’s', async () => {
    const beside = (async () => {
      for (let tick = 0; tick < 50; tick += 1) await undefined;
      void Promise.reject(new Error('of the host'));
    })();

    const { unhandledRejections } = await execute(subject(), plainStrategy());
    await beside;

    expect(unhandledRejections).toEqual([]);
    expect(told).toEqual([new Error('of the host')]);
  });

  test('reaches no world, however often it comes', async () => {
    const stop = strayRejections();
    const seen: unknown[] = [];
    for (let run = 0; run < 40; run += 1) {
      const executed = await execute(subject(), plainStrategy());
      seen.push(...executed.unhandledRejections);
    }
    const count = await stop();
    await turn();

    expect(seen).toEqual([]);
    expect(count).toBeGreaterThan(1);
    expect(told).toHaveLength(count);
  });

  test('is told when an execution could not begin', async () => {
    const wrong = tinySubject({ program: [{ actor: 'A', realm: 'nowhere', calls: [] }] });

    await expect(execute(wrong, plainStrategy())).rejects.toThrow('nowhere');
    void Promise.reject(new Error('of the host'));
    await turn();

    expect(told).toEqual([new Error('of the host')]);
    expect(process.listeners('unhandledRejection')).toEqual([host]);
  });
});

test('listeners of the host are back after an execution, those for once too', async () => {
  const once = (): void => {};
  process.once('unhandledRejection', once);

  await execute(subject(REJECTING), plainStrategy());
  const listeners = process.listeners('unhandledRejection');
  void Promise.reject(new Error('of the host'));
  await turn();

  expect(listeners).toEqual([host, once]);
  expect(process.listeners('unhandledRejection')).toEqual([host]);
});

test('checks side by side, one of which rejects, with stray rejections, come to the verdicts that they come to alone', async () => {
  const stop = strayRejections();
  const options = () => ({ strategy: randomStrategy(1), budget: { runs: 25 } });

  const results = await Promise.all([
    check(subject(REJECTING), options()),
    check(subject(), options()),
    check(subject("await storage.setItem('x', '1');"), options()),
  ]);
  await stop();
  await turn();

  expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['fails', undefined],
    ['survives', undefined],
    ['survives', undefined],
  ]);
  expect(results[0]?.findings.map(({ invariant }) => invariant)).toEqual(['no-unhandled-rejection']);
});
