import { describe, expect, test } from 'vitest';
import { longTailLatency, uniformLatency } from './latency.ts';

const READ = { method: 'getItem', key: 'a' } as const;

function sample(latency: (operation: typeof READ) => number, count = 2000): number[] {
  return Array.from({ length: count }, () => latency(READ)).sort((a, b) => a - b);
}

describe('latency', () => {
  test('is the same sequence for the same seed', () => {
    const of = (seed: number) => sample(longTailLatency({ median: 2, p99: 100, seed }), 20);

    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  test('is spread evenly between two durations', () => {
    const durations = sample(uniformLatency({ min: 10, max: 20, seed: 1 }));

    expect(durations.at(0)).toBeGreaterThanOrEqual(10);
    expect(durations.at(-1)).toBeLessThan(20);
    expect(durations[1000]).toBeCloseTo(15, 0);
  });

  test('has the median and the long tail that it is given', () => {
    const durations = sample(longTailLatency({ median: 2, p99: 100, seed: 1 }));

    expect(durations[1000]).toBeCloseTo(2, 0);
    expect(durations[1980]).toBeGreaterThan(60);
    expect(durations[1980]).toBeLessThan(160);
  });
});
