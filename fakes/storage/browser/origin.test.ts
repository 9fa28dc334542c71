import { expect, test, vi } from 'vitest';
import { FakeOrigin } from './origin.ts';

test('delivers events when it is told to, each tab in the order of writing', () => {
  const deliveries: (() => void)[] = [];
  const origin = new FakeOrigin({ schedule: (deliver) => deliveries.push(deliver) });
  const [writer, second, third] = [origin.open(), origin.open(), origin.open()];
  const seen: unknown[] = [];
  for (const [name, tab] of Object.entries({ second, third })) {
    tab?.addEventListener('storage', (event) => seen.push([name, (event as unknown as { key: string }).key]));
  }

  writer?.localStorage.setItem('a', '1');
  writer?.localStorage.setItem('b', '1');
  // In another order than they were scheduled in.
  for (const deliver of deliveries.toReversed()) deliver();

  expect(seen).toEqual([
    ['third', 'a'],
    ['second', 'a'],
    ['third', 'b'],
    ['second', 'b'],
  ]);
});

test('drops the events on their way to a tab that is closed', () => {
  vi.useFakeTimers();
  const origin = new FakeOrigin();
  const [writer, reader] = [origin.open(), origin.open()];
  const listener = vi.fn();
  reader.addEventListener('storage', listener);

  writer.localStorage.setItem('a', '1');
  reader.close();
  vi.runAllTimers();

  expect(listener).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('fails a write as if others had used up the space, and tells nobody of it', () => {
  vi.useFakeTimers();
  const origin = new FakeOrigin({ fault: () => 'quota-exceeded' });
  const [writer, reader] = [origin.open(), origin.open()];
  const listener = vi.fn();
  reader.addEventListener('storage', listener);

  expect(() => writer.localStorage.setItem('a', '1')).toThrow(
    expect.objectContaining({ name: 'QuotaExceededError' }),
  );
  vi.runAllTimers();

  expect(reader.localStorage.getItem('a')).toBeNull();
  expect(listener).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('shares cookies between the tabs of a site', () => {
  const origin = new FakeOrigin();
  const [first, second] = [origin.open(), origin.open()];

  first.document.cookie = 'a=1';

  expect(second.document.cookie).toBe('a=1');
});
