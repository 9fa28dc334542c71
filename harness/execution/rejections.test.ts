import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actor, plainStrategy, tinySubject } from '../fixtures.ts';
import { execute } from './execute.ts';
import { receivingRejections, rejectionsGoTo } from './rejections.ts';

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

const REJECTING = { signOut: "Promise.reject(new Error('nobody handles me'));" };

describe('a rejection that nobody handles', () => {
  test('is the world’s in which it happened, and the host is not told', async () => {
    const subject = tinySubject({ calls: REJECTING, program: [actor('A', 'signOut')] });

    const executed = await receivingRejections(() => execute(subject, plainStrategy()));

    expect(executed.unhandledRejections).toEqual([new Error('nobody handles me')]);
    expect(told).toEqual([]);
  });

  test('is not in the world that runs next', async () => {
    const executions = await receivingRejections(async () => [
      await execute(tinySubject({ calls: REJECTING, program: [actor('A', 'signOut')] }), plainStrategy()),
      await execute(tinySubject({ program: [actor('A', 'signOut')] }), plainStrategy()),
    ]);

    expect(executions.map(({ unhandledRejections }) => unhandledRejections.length)).toEqual([1, 0]);
  });

  test('is not seen where somebody handles it in the same step', async () => {
    const handled = {
      signOut: 'const no = Promise.reject(new Error()); await undefined; no.catch(() => {});',
    };
    const subject = tinySubject({ calls: handled, program: [actor('A', 'signOut')] });

    const executed = await receivingRejections(() => execute(subject, plainStrategy()));

    expect(executed.unhandledRejections).toEqual([]);
  });

  test('is the host’s again afterwards', async () => {
    await receivingRejections(async () => {});

    void Promise.reject(new Error('of the host'));
    await turn();

    expect(told).toEqual([new Error('of the host')]);
  });

  test('is the host’s while no world runs', async () => {
    await receivingRejections(async () => {
      rejectionsGoTo(undefined);
      void Promise.reject(new Error('of the host'));
      await turn();
    });

    expect(told).toEqual([new Error('of the host')]);
  });
});

describe('listeners of the host', () => {
  test('are back when the code has failed', async () => {
    await expect(receivingRejections(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(process.listeners('unhandledRejection')).toEqual([host]);
  });

  test('are back when the last of several overlapping uses has ended', async () => {
    let endFirst = (): void => {};
    const first = receivingRejections(() => new Promise<void>((resolve) => (endFirst = resolve)));
    await receivingRejections(async () => {});
    const between = process.listeners('unhandledRejection');
    endFirst();
    await first;

    expect(between).not.toContain(host);
    expect(process.listeners('unhandledRejection')).toEqual([host]);
  });
});
