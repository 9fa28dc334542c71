import { describe, expect, test } from 'vitest';
import type { Result, Verdict } from '../results/types.ts';
import { exitStatus, outcomeOf } from './exit-status.ts';

describe('the exit status', () => {
  const of = (...verdicts: Verdict[]) =>
    exitStatus(outcomeOf(verdicts.map((verdict) => ({ verdict }) as Result)));

  test('is 0 when all survive', () => {
    expect(of('survives', 'survives')).toBe(0);
  });

  test('is 1 when any fails, whatever else', () => {
    expect(of('survives', 'inconclusive', 'fails')).toBe(1);
  });

  test('is 3 when any is inconclusive and none fails', () => {
    expect(of('survives', 'inconclusive')).toBe(3);
  });

  test('is 3 when any was stopped and none fails', () => {
    const [stopped, survivor] = [true, false].map(
      (interrupted) => ({ verdict: 'survives', interrupted }) as Result,
    );

    expect(exitStatus(outcomeOf([survivor, stopped] as Result[]))).toBe(3);
  });

  test('is 3 when a check was not begun, and 1 when another fails all the same', () => {
    const [survivor, failed] = ['survives', 'fails'].map((verdict) => ({ verdict }) as Result);

    expect(exitStatus(outcomeOf([survivor] as Result[], 2))).toBe(3);
    expect(exitStatus(outcomeOf([failed] as Result[], 2))).toBe(1);
  });

  test('is 3 when there is no result at all', () => {
    expect(of()).toBe(3);
  });
});
