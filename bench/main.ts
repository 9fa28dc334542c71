/** `npm run bench`: how fast the harness is, as ratios measured in one run. */
import { availableParallelism } from 'node:os';
import Table from 'cli-table3';
import { allocateWorldsYoung } from '../cli/young-worlds.ts';
import { explore } from '../harness/exploration/explore/explore.ts';
import { sampleInParallel } from '../harness/exploration/parallel/parallel-sample.ts';
import { randomStrategy } from '../harness/exploration/strategies/random.ts';
import { classesTable } from './classes.ts';
import { explainingTable } from './explaining.ts';
import { runFloor } from './floor.ts';
import { runHandWritten } from './hand-written.ts';
import { classicSubject } from './subject.ts';

const ROUNDS = 7;
const RUNS = 300;
/** What several threads are for: starting them is part of it. */
const RUNS_ON_THREADS = 8000;
const THREADS = availableParallelism();

allocateWorldsYoung();
const subject = await classicSubject();
const contestants = {
  harness: {
    runs: RUNS,
    go: (round: number) => explore(subject, randomStrategy(round), { runs: RUNS }),
  },
  'harness on all cores': {
    runs: RUNS_ON_THREADS,
    go: (round: number) =>
      sampleInParallel(subject, randomStrategy(round), {
        workers: THREADS,
        budget: { runs: RUNS_ON_THREADS },
      }),
  },
  'hand-written test': { runs: RUNS, go: (round: number) => runHandWritten(RUNS, round) },
  floor: {
    runs: RUNS,
    go: async () => {
      for (let run = 0; run < RUNS; run += 1) await runFloor(subject);
    },
  },
};
type Name = keyof typeof contestants;
const names = Object.keys(contestants) as Name[];

// In turn, round after round, so that a machine that slows down slows all of them; the first round warms up.
const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const name of names) {
    const started = performance.now();
    const { runs, go } = contestants[name];
    await go(round);
    if (round > 0) rates.get(name)?.push((runs / (performance.now() - started)) * 1000);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const ratio = (one: Name, other: Name): number =>
  median((rates.get(one) ?? []).map((rate, round) => rate / (rates.get(other)?.[round] ?? 1)));

const table = new Table({ head: ['', 'executions/s', 'ms an execution'], style: { head: [], border: [] } });
for (const name of names) {
  const rate = median(rates.get(name) ?? []);
  table.push([name, rate.toFixed(0), (1000 / rate).toFixed(2)]);
}
const times = (one: Name, other: Name): string => ratio(one, other).toFixed(2);
process.stdout.write(
  [
    `concurrent-refresh on ${subject.release.label}, median of ${ROUNDS} rounds; all cores: ${THREADS} threads`,
    `${table}`,
    `harness on all cores / hand-written: ${times('harness on all cores', 'hand-written test')} times as fast (wanted: 3)`,
    `harness on one thread / hand-written: ${times('harness', 'hand-written test')} times as fast`,
    `floor / hand-written: ${times('floor', 'hand-written test')} times as fast: Amplify's own code takes the rest`,
    `harness / floor: ${times('floor', 'harness')} times its time an execution (wanted: at most 2)`,
    '',
  ].join('\n'),
);

process.stdout.write(
  `\nchecks of 600 executions on ${subject.release.label}: what was found is shrunk and explained\n${await explainingTable()}\n`,
);

process.stdout.write(
  `\nclasses of programs from the literature, without merging states\n${classesTable()}\n`,
);
