import type { Counts, Totals } from './totals.ts';

/** All totals for people: devices, what the quiet world explains, and the rest with an example each. */
export function tableOf({ programs, devices, explained, unexplained }: Totals): string {
  const all = sumOf(devices);
  const { known = 0, ...unknown } = devices;
  const share = all === 0 ? 0 : (100 * known) / all;
  const kinds = Object.entries(unexplained).sort(([, one], [, other]) => other.count - one.count);
  const disagreeing = kinds.reduce((sum, [, kind]) => sum + kind.count, 0);
  return [
    `${programs} programs, ${all} devices: ${known} compared in full (${share.toFixed(1)}%)`,
    'Right unknown, compared for a mix of users alone; or left out:',
    ...linesOf(unknown),
    `${sumOf(explained)} disagreements explained by the quiet world:`,
    ...linesOf(explained),
    `${disagreeing} disagreements unexplained${disagreeing === 0 ? '.' : ':'}`,
    ...kinds.flatMap(([key, { count, example }]) => [
      `${padded(count)}  ${key}`,
      `        program ${example.number}: ${example.program}`,
      ...example.broken.map((what) => `        broke ${what}`),
    ]),
  ].join('\n');
}

function linesOf(counts: Counts): string[] {
  const entries = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return entries.length === 0 ? ['      none'] : entries.map(([code, times]) => `${padded(times)}  ${code}`);
}

function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, times) => sum + times, 0);
}

function padded(times: number): string {
  return String(times).padStart(6);
}
