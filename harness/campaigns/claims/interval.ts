/** A number of hits, of a number of executions. */
export type Share = readonly [hits: number, of: number];

/** The quantile of a normal distribution for a confidence of 99%. */
const Z = 2.576;

/** Wilson's interval (1927) for the probability behind a sampled share, with a confidence of 99%. */
export function wilson([hits, of]: Share): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const share = hits / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [middle - half, middle + half];
}

/** Whether two shares may have the same probability behind them. */
export function overlap(one: Share, other: Share): boolean {
  const [low, high] = wilson(one);
  const [otherLow, otherHigh] = wilson(other);
  return low <= otherHigh && otherLow <= high;
}
