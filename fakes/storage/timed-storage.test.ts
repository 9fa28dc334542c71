import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STORAGE_BACKENDS } from './catalogue.ts';
import { constantLatency, latencyByMethod } from './latency.ts';
import { TimedStorage } from './timed-storage.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Notes when each promise settles, in ms of fake time. */
function timesOf(promises: readonly Promise<unknown>[]): (number | undefined)[] {
  const times: (number | undefined)[] = promises.map(() => undefined);
  for (const [index, promise] of promises.entries()) {
    const note = (): void => {
      times[index] = Date.now();
    };
    promise.then(note, note);
  }
  return times;
}

describe('TimedStorage', () => {
  test('makes a serial storage serve one operation after the other', async () => {
    vi.setSystemTime(0);
    const slowWrites = latencyByMethod({ setItem: constantLatency(100) }, constantLatency(1));
    const storage = new TimedStorage(STORAGE_BACKENDS['async-storage-android'], { latency: slowWrites });

    const times = timesOf([
      storage.perform({ method: 'setItem', key: 'a', value: '1' }),
      storage.perform({ method: 'getItem', key: 'b' }),
      storage.perform({ method: 'getItem', key: 'a' }),
    ]);
    await vi.runAllTimersAsync();

    expect(times).toEqual([100, 101, 102]);
  });

  test('lets operations of an unordered storage overtake each other', async () => {
    vi.setSystemTime(0);
    const slowWrites = latencyByMethod({ setItem: constantLatency(100) }, constantLatency(1));
    const storage = new TimedStorage(STORAGE_BACKENDS['async-storage-3-database'], { latency: slowWrites });

    const write = storage.perform({ method: 'setItem', key: 'a', value: '1' });
    const read = storage.perform({ method: 'getItem', key: 'a' });
    const times = timesOf([write, read]);
    await vi.runAllTimersAsync();

    expect(times).toEqual([100, 1]);
    await expect(read).resolves.toBeNull();
  });

  test('has done everything by the time a synchronous storage returns', () => {
    const storage = new TimedStorage(STORAGE_BACKENDS.mmkv);

    void storage.perform({ method: 'setItem', key: 'a', value: '1' });

    expect(storage.data.get('a')).toBe('1');
  });

  test('leaves a prefix of the writes when it is killed, and never settles the others', async () => {
    const storage = new TimedStorage(STORAGE_BACKENDS['async-storage-android'], {
      latency: constantLatency(10),
    });
    const writes = ['a', 'b', 'c'].map((key) => storage.perform({ method: 'setItem', key, value: '1' }));
    const times = timesOf(writes);
    await vi.advanceTimersByTimeAsync(20);

    storage.restart();
    await vi.runAllTimersAsync();

    expect([...storage.data.keys()]).toEqual(['a', 'b']);
    expect(times[2]).toBeUndefined();
    const read = storage.perform({ method: 'getItem', key: 'b' });
    await vi.runAllTimersAsync();
    await expect(read).resolves.toBe('1');
  });

  test('fails an operation as the backend does, or with an error of the test', async () => {
    const faults = ['disk-full', new Error('of my own'), 'disk-full'] as const;
    let next = 0;
    const storage = new TimedStorage(STORAGE_BACKENDS['async-storage-android'], {
      fault: () => faults[next++],
    });

    const full = storage.perform({ method: 'setItem', key: 'a', value: '1' });
    const own = storage.perform({ method: 'getItem', key: 'a' });
    const unaffected = storage.perform({ method: 'getItem', key: 'a' });
    const settled = Promise.allSettled([full, own, unaffected]);
    await vi.runAllTimersAsync();

    expect(await settled).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('full') }) },
      { status: 'rejected', reason: faults[1] },
      { status: 'fulfilled', value: null },
    ]);
  });

  test('refuses a key before it queues the operation', async () => {
    const storage = new TimedStorage(STORAGE_BACKENDS['secure-store-ios'], {
      latency: constantLatency(1000),
    });

    await expect(storage.perform({ method: 'getItem', key: 'a@b.example' })).rejects.toThrow('Invalid key');
  });
});
