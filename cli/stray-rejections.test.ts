import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reportStrayRejections } from './stray-rejections.ts';

let others: NodeJS.UnhandledRejectionListener[] = [];
let written: string[] = [];

beforeEach(() => {
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('without a stray rejection the status is that of what ran', () => {
  const statusOf = reportStrayRejections();

  expect([0, 1, 2, 3].map(statusOf)).toEqual([0, 1, 2, 3]);
});

test.each([
  [new Error('lost'), 'Error: lost'],
  ['a word', 'a word'],
  [undefined, 'undefined'],
])('a stray rejection is said, and is no success: %s', async (reason, words) => {
  const statusOf = reportStrayRejections();

  void Promise.reject(reason);
  await turn();

  expect(written.join('')).toContain('outside every execution');
  expect(written.join('')).toContain(words);
  expect([0, 1, 2, 3].map(statusOf)).toEqual([2, 1, 2, 3]);
});

test('code of a scenario that goes on and throws leaves the question open, and is said once', async () => {
  const statusOf = reportStrayRejections();
  const error = new TypeError('boom');
  error.stack = 'TypeError: boom\n    at run (/app/races/sign-out.race.ts:12:5)';

  for (let times = 0; times < 3; times += 1) void Promise.reject(error);
  await turn();

  expect(written).toEqual([
    expect.stringMatching(/a scenario went on after its execution had ended, and threw TypeError: boom \(/),
  ]);
  expect([0, 1, 2, 3].map(statusOf)).toEqual([3, 1, 2, 3]);
});
