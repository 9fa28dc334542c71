import { describe, expect, test } from 'vitest';
import { webStorageBackend } from '../backends/web-storage.ts';
import type { BackendOperation } from '../batch-operation.ts';
import { type PendingWrite, ProcessViews } from './process-views.ts';

/** Two processes, or more, over one localStorage in which `key` is `old`. */
function browserOf(...processes: readonly string[]) {
  const data = new Map([['key', 'old']]);
  const views = new ProcessViews<string>(webStorageBackend(), data);
  for (const process of processes) views.of(process);
  const write = (process: string, operation: BackendOperation): PendingWrite<string> => {
    views.of(process).storage.carryOut(operation);
    return views.send(process, operation, `by ${process}`);
  };
  const set = (process: string, value: string, key = 'key'): PendingWrite<string> =>
    write(process, { method: 'setItem', key, value });
  const read = (process: string, key = 'key'): string | undefined => views.of(process).data.get(key);
  return { data, views, write, set, read };
}

describe('a write', () => {
  test('is seen at once by its own process, by others later, and stored once it has arrived', () => {
    const { data, views, set, read } = browserOf('one', 'two');

    const write = set('one', 'new');
    const before = [read('one'), read('two'), data.get('key')];
    views.arrive(write);
    const between = [read('one'), read('two'), data.get('key')];
    views.see('two', write);

    expect(before).toEqual(['new', 'old', 'old']);
    expect(between).toEqual(['new', 'old', 'new']);
    expect(read('two')).toBe('new');
  });

  test('is seen after those that arrived before it', () => {
    const { views, set } = browserOf('one', 'two', 'three');
    const [first, second] = [set('one', '1'), set('two', '2')];

    views.arrive(second);
    views.arrive(first);

    expect(views.unseenBy('three')).toEqual([second, first]);
    expect(views.unseenBy('one')).toEqual([second]);
  });

  test('tells what it changed where it arrived, not where it was made', () => {
    const { views, set } = browserOf('one', 'two');
    const [first, second] = [set('one', 'a'), set('two', 'b')];

    views.arrive(first);
    views.arrive(second);

    expect(second.change).toEqual({ key: 'key', oldValue: 'a', newValue: 'b' });
  });

  test('is there for a process that starts after it arrived', () => {
    const { views, set, read } = browserOf('one');

    views.arrive(set('one', 'new'));

    expect(read('two')).toBe('new');
    expect(views.unseenBy('two')).toEqual([]);
  });
});

test.each(['one', 'two'])('of two writes of one entry that which arrives last stays: %s', (last) => {
  const { data, views, set, read } = browserOf('one', 'two');
  const writes = { one: set('one', 'from one'), two: set('two', 'from two') };
  const order = last === 'two' ? [writes.one, writes.two] : [writes.two, writes.one];

  for (const write of order) views.arrive(write);
  views.see('one', writes.two);
  views.see('two', writes.one);

  expect([read('one'), read('two'), data.get('key')]).toEqual(Array(3).fill(`from ${last}`));
});

test('a removal is no exception', () => {
  const { data, views, write, set, read } = browserOf('one', 'two');
  const removal = write('one', { method: 'removeItem', key: 'key' });
  const later = set('two', 'later');

  views.arrive(removal);
  views.arrive(later);
  views.see('two', removal);
  views.see('one', later);

  expect([read('one'), read('two'), data.get('key')]).toEqual(['later', 'later', 'later']);
});

test('an entry is settled while all see the same and nothing on its way changes it', () => {
  const { views, set } = browserOf('one', 'two');
  const settled = [views.isSettled('key')];

  set('one', 'old');
  settled.push(views.isSettled('key'));
  set('two', 'new');
  settled.push(views.isSettled('key'), views.isSettled('other'));

  expect(settled).toEqual([true, true, false, true]);
});
