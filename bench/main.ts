/** `npm run bench`: how fast the harness is, as ratios measured in one run. */
import Table from 'cli-table3';
import { explore } from '../harness/check/explore.ts';
import { randomStrategy } from '../harness/strategies/random.ts';
import { classesTable } from './classes.ts';
import { runFloor } from './floor.ts';
import { runHandWritten } from './hand-written.ts';
import { classicSubject } from './subject.ts';

const ROUNDS = 7;
const RUNS = 300;

const subject = await classicSubject();
const contestants = {
  harness: (round: number) => explore(subject, randomStrategy(round), { runs: RUNS }),
  'hand-written test': (round: number) => runHandWritten(RUNS, round),
  floor: async () => {
    for (let run = 0; run < RUNS; run += 1) await runFloor(subject);
  },
};
type Name = keyof typeof contestants;
const names = Object.keys(contestants) as Name[];

// In turn, round after round, so that a machine that slows down slows all of them; the first round warms up.
const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const name of names) {
    const started = performance.now();
    await contestants[name](round);
    if (round > 0) rates.get(name)?.push((RUNS / (performance.now() - started)) * 1000);
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
process.stdout.write(
  `concurrent-refresh on ${subject.release.label}, median of ${ROUNDS} rounds of ${RUNS}\n${table}\n`,
);
process.stdout.write(
  `harness / hand-written: ${ratio('harness', 'hand-written test').toFixed(2)} times as fast (wanted: 3)\n`,
);
process.stdout.write(
  `harness / floor: ${ratio('floor', 'harness').toFixed(2)} times its time an execution (wanted: at most 2)\n`,
);

process.stdout.write(
  `\nclasses of programs from the literature, without merging states\n${classesTable()}\n`,
);
