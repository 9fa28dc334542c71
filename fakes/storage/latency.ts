import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { BackendOperation } from './batch-operation.ts';

/** Milliseconds until an operation takes effect, from the moment at which the backend starts it. */
export type Latency = (operation: BackendOperation) => number;

export function constantLatency(milliseconds: number): Latency {
  return () => milliseconds;
}

/** Every duration between two, equally likely. The same seed gives the same sequence. */
export function uniformLatency({
  min,
  max,
  seed,
}: {
  readonly min: number;
  readonly max: number;
  readonly seed: number;
}): Latency {
  const generator = xoroshiro128plus(seed);
  return () => min + (max - min) * uniformFloat64(generator);
}

/**
 * Mostly short, sometimes very long, like those of disks: log-normal. The same seed gives the same sequence.
 * @param options.median half of the operations take no longer than this many milliseconds
 * @param options.p99 and 99 in 100 no longer than this
 */
export function longTailLatency({
  median,
  p99,
  seed,
}: {
  readonly median: number;
  readonly p99: number;
  readonly seed: number;
}): Latency {
  const generator = xoroshiro128plus(seed);
  const spread = Math.log(p99 / median) / STANDARD_NORMAL_P99;
  return () => {
    // Box and Muller: two uniform numbers, the first not 0, make one that is normally distributed.
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator)));
    const normal = radius * Math.cos(2 * Math.PI * uniformFloat64(generator));
    return median * Math.exp(spread * normal);
  };
}

const STANDARD_NORMAL_P99 = 2.326;

/** A latency for each kind of operation, and one for all others. */
export function latencyByMethod(
  latencies: Partial<Readonly<Record<BackendOperation['method'], Latency>>>,
  otherwise: Latency,
): Latency {
  return (operation) => (latencies[operation.method] ?? otherwise)(operation);
}
