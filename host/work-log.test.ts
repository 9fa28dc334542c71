import { beforeAll, expect, test } from 'vitest';
import { abruptly, beginWork, endWork, noteStep, setGentle, WatchedLog, working } from './work-log.ts';

let log: WatchedLog;

beforeAll(() => {
  log = new WatchedLog();
});

test('what is under way is known with its schedule, and only as long as it is', () => {
  beginWork(() => 'scenario x on 6.0.0');
  for (const id of ['A', 'A:1']) noteStep(id);

  const during = log.underWay();
  endWork();

  expect(during).toEqual({ what: 'scenario x on 6.0.0', schedule: ['A', 'A:1'] });
  expect(log.underWay()).toBeUndefined();
});

test('work within other work is part of it', () => {
  const during = working(
    () => 'outer',
    () => {
      working(
        () => 'inner',
        () => {},
      );
      return log.underWay();
    },
  );

  expect(during?.what).toBe('outer');
});

test('work that fails has ended', () => {
  expect(() =>
    working(
      () => 'x',
      () => {
        throw new Error('on purpose');
      },
    ),
  ).toThrow('on purpose');
  expect(log.underWay()).toBeUndefined();
});

test('a thread is stuck that takes no step in so many looks', () => {
  beginWork(() => 'loop');
  const looks = [log.stuckFor(2), log.stuckFor(2)];
  noteStep('A');
  looks.push(log.stuckFor(2), log.stuckFor(2), log.stuckFor(2));
  endWork();
  looks.push(log.stuckFor(2), log.stuckFor(2), log.stuckFor(2));

  expect(looks.map((work) => work?.what)).toEqual([
    ...Array(4).fill(undefined),
    'loop',
    ...Array(3).fill(undefined),
  ]);
});

test('a schedule that is too long for the log is cut short', () => {
  beginWork(() => 'long');
  for (let step = 0; step < 10_000; step += 1) noteStep(`A:${step}`);

  const schedule = log.underWay()?.schedule ?? [];
  endWork();

  expect(schedule.slice(0, 2)).toEqual(['A:0', 'A:1']);
  expect(schedule.length).toBeLessThan(10_000);
});

test('who stops something gets results unless there are none to come', async () => {
  setGentle(true);

  const during = await abruptly(async () => log.gentle);

  expect([during, log.gentle]).toEqual([false, true]);
});
