import { expect, test } from 'vitest';
import { DeviceClock } from './device-clock.ts';

const TRUE_TIME = Date.UTC(2026, 0, 1);

function clockAhead(offset: number) {
  let reads = 0;
  const clock = new DeviceClock(
    () => TRUE_TIME,
    offset,
    () => {
      reads += 1;
    },
  );
  return { clock, reads: () => reads };
}

test('is ahead of the true time, in every way to read it', () => {
  const { clock, reads } = clockAhead(5000);
  const { Date: DeviceDate } = clock;

  const times = [DeviceDate.now(), new DeviceDate().getTime(), Date.parse(DeviceDate())];

  expect(times).toEqual(Array(3).fill(TRUE_TIME + 5000));
  expect(reads()).toBe(3);
});

test('leaves times that are given as they are, and does not count them as read', () => {
  const { clock, reads } = clockAhead(5000);

  const given = [new clock.Date(1), new clock.Date(2026, 0, 1), clock.Date.UTC(2026, 0, 1)];

  expect(given.map(Number)).toEqual([1, new Date(2026, 0, 1).getTime(), TRUE_TIME]);
  expect(reads()).toBe(0);
});

test('makes dates like any other', () => {
  const date = new (clockAhead(0).clock.Date)();

  expect(date).toBeInstanceOf(Date);
  expect(date.toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

test('jumps, back too', () => {
  const { clock } = clockAhead(0);

  clock.jump(3000);
  clock.jump(-10_000);

  expect([clock.Date.now(), clock.offset]).toEqual([TRUE_TIME - 7000, -7000]);
});
