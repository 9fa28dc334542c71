/**
 * `npm run bench:start-up [-- --tests]`: what the command line takes to start, and with `--tests` what the tests take, in
 * processor time, as a multiple of what an empty Node takes. In turn, so that a machine that slows down slows all.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import Table from 'cli-table3';

const ROUNDS = 5;
/** A shell counts hundredths of a second. */
const RUNS_A_ROUND = 5;
const BIN = resolve('dist/cli/bin.js');
const VITEST = resolve('node_modules/vitest/vitest.mjs');
const EMPTY = 'an empty Node';
const startUps: Readonly<Record<string, readonly string[]>> = {
  [EMPTY]: ['--eval', ''],
  '--version': [BIN, '--version'],
  'run --help': [BIN, 'run', '--help'],
  'the first verdict': [BIN, 'run', 'concurrent-refresh', '--runs', '1', '--quiet', '--offline'],
};
const suites: Readonly<Record<string, readonly string[]>> = {
  'npm run test:quick': [VITEST, 'run', '--mode', 'quick'],
  'npm test': [VITEST, 'run'],
};

/** Runs Node so many times. @returns seconds of processor that it and all processes that it started took, each time */
function processorTime(args: readonly string[], runs = 1): number {
  // `times` of a shell is the only portable way to learn of descendants that are ended by a signal.
  const script = 'runs=$1; shift; for run in $(seq $runs); do "$@" >&2 || exit; done; times';
  const shell = ['-c', script, 'sh', String(runs), process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync('sh', shell, {
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended in ${status}\n${stderr}`);
  const [, ofDescendants = ''] = stdout.trim().split('\n');
  const times = [...ofDescendants.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) / runs;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}

const times = new Map<string, number[]>(Object.keys(startUps).map((name) => [name, []]));
// The first round fills caches.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, args] of Object.entries(startUps)) {
    const time = processorTime(args, RUNS_A_ROUND);
    if (round > 0) times.get(name)?.push(time);
  }
}
if (process.argv.includes('--tests')) {
  for (const [name, args] of Object.entries(suites)) times.set(name, [processorTime(args)]);
}

const empty = median(times.get(EMPTY) ?? []);
const table = new Table({
  head: ['', 'processor, s', 'times an empty Node'],
  style: { head: [], border: [] },
});
for (const [name, values] of times) {
  const time = median(values);
  table.push([name, time.toFixed(2), (time / empty).toFixed(1)]);
}
process.stdout.write(`${table}\n`);
