import { describe, expect, test } from 'vitest';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { Lineage } from '../../simulation/world/step.ts';
import { fakeStep, idleThreads, ordersOf } from './fixtures.ts';
import { pctStrategy } from './pct.ts';
import { posStrategy } from './pos.ts';
import { randomStrategy } from './random.ts';

const kinds: [string, (seed: number) => Strategy][] = [
  ['random', randomStrategy],
  ['pct', (seed) => pctStrategy(seed, 3)],
  ['pos', posStrategy],
];

describe.each(kinds)('%s', (_, create) => {
  const threads = idleThreads(3, 4);

  test('gives the same orders for the same seed', () => {
    expect(ordersOf(threads, create(7), 20)).toEqual(ordersOf(threads, create(7), 20));
  });

  test('gives other orders for another seed', () => {
    expect(ordersOf(threads, create(7), 20)).not.toEqual(ordersOf(threads, create(8), 20));
  });

  test('comes to every order in time', () => {
    expect(new Set(ordersOf(idleThreads(2, 2), create(1), 500)).size).toBe(6);
  });

  test('lets faults hit, though not always', () => {
    const request = fakeStep(Lineage.root('A'), '', { kind: 'request' });
    const fault = fakeStep(Lineage.root('A').alternative('lost'), '', { kind: 'fault' });
    const strategy = create(1);
    const hit = Array.from({ length: 200 }, () => {
      strategy.begin();
      const step = strategy.pick([request, fault], undefined);
      strategy.end({ steps: [request], ending: 'quiescent' } as unknown as WholeExecution);
      return step === fault;
    }).filter(Boolean).length;

    expect(hit).toBeGreaterThan(60);
    expect(hit).toBeLessThan(140);
  });
});

describe('how often a step comes last that could have come at any time', () => {
  const length = 20;
  const runs = 1000;
  const timesLast = (strategy: Strategy, resource: string): number => {
    const threads = { A: Array<string>(length).fill('write x'), late: [`write ${resource}`] };
    return ordersOf(threads, strategy, runs).filter((order) => order.endsWith('late')).length;
  };

  test('random: once in a million', () => {
    expect(timesLast(randomStrategy(1), 'y')).toBe(0);
  });

  test('pct: about every other time', () => {
    const times = timesLast(pctStrategy(1, 1), 'y');

    expect(times).toBeGreaterThan(runs * 0.4);
    expect(times).toBeLessThan(runs * 0.6);
  });

  test('pos: once in so many as there are places for it', () => {
    const times = timesLast(posStrategy(1), 'y');

    expect(times).toBeGreaterThan((0.6 * runs) / (length + 1));
    expect(times).toBeLessThan((1.6 * runs) / (length + 1));
  });

  test('pos draws anew where steps race', () => {
    expect(timesLast(posStrategy(1), 'x')).toBe(0);
  });
});

test('pct meets a race of depth 2 about as often as the paper promises', () => {
  const threads = { ...idleThreads(1, 20), B: ['', ''] };
  const runs = 4000;
  // Met only where A comes first and the one change is at its eleventh step: with exactly the promised probability.
  const promised = runs / (2 * 22);

  const met = ordersOf(threads, pctStrategy(1, 2), runs).filter((order) => order.includes('A:9 B B:1 A:10'));

  expect(met.length).toBeGreaterThan(0.6 * promised);
  expect(met.length).toBeLessThan(1.4 * promised);
});
