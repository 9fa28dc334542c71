/**
 * `node dist/bench/first-finding.js [seeds] [most executions]`: how many executions each strategy, and a test by hand
 * on fast-check's scheduler, take to the first finding.
 */
import Table from 'cli-table3';
import { ReleaseError } from '../harness/amplify/releases/errors.ts';
import { createStrategy } from '../harness/exploration/strategies/create-strategy.ts';
import { STRATEGIES } from '../harness/exploration/strategies/strategy-kinds.ts';
import type { Strategy } from '../harness/simulation/execution/strategy.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { executionsOf } from './executions.ts';
import { FastCheckTest } from './fast-check-scheduler.ts';
import { FINDINGS } from './findings.ts';

const seeds = Number(process.argv[2] ?? 200);
const most = Number(process.argv[3] ?? 2000);

/** They enumerate, so that every seed gives the same. */
const UNSEEDED: ReadonlySet<string> = new Set(['exhaustive', 'delay', 'preemption']);

/** By seed, the executions to the first finding of one subject. */
type Contestant = (seed: number) => Promise<number>;

function contestants(subject: Subject): Record<string, Contestant> {
  const byHand = new FastCheckTest(subject);
  return {
    ...Object.fromEntries(
      STRATEGIES.map(({ name }) => [
        name,
        (seed: number) => executionsToFinding(subject, createStrategy(name, { seed })),
      ]),
    ),
    'fast-check': (seed) => byHand.executionsToFinding(seed, most),
  };
}

async function executionsToFinding(subject: Subject, strategy: Strategy): Promise<number> {
  let executions = 0;
  for await (const { violations } of executionsOf(subject, strategy)) {
    executions += 1;
    if (violations.length > 0) return executions;
    if (executions === most) break;
  }
  return Number.POSITIVE_INFINITY;
}

/** `8 (1-32)`: median, least and most; one number where there is one. */
function summary(executions: readonly number[]): string {
  const sorted = executions.toSorted((one, other) => one - other);
  const words = (count: number | undefined): string =>
    count === Number.POSITIVE_INFINITY ? `none in ${most}` : `${count}`;
  const median = words(sorted[sorted.length >> 1]);
  return sorted.length === 1 ? median : `${median} (${words(sorted[0])}-${words(sorted.at(-1))})`;
}

// fast-check runs Amplify in this process, and what it leaves rejected is no matter here.
process.on('unhandledRejection', () => {});
const table = new Table({ style: { head: [], border: [] } });
const rows = new Map<string, string[]>();
const heads: string[] = [];
for (const { words, subject: load } of FINDINGS) {
  let subject: Subject;
  try {
    subject = await load();
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    process.stdout.write(`${words} is left out: ${error.message}\n`);
    continue;
  }
  heads.push(words);
  for (const [name, contestant] of Object.entries(contestants(subject))) {
    const executions: number[] = [];
    const last = UNSEEDED.has(name) ? 1 : seeds;
    for (let seed = 1; seed <= last; seed += 1) executions.push(await contestant(seed));
    rows.set(name, [...(rows.get(name) ?? []), summary(executions)]);
  }
}
table.push(['', ...heads], ...[...rows].map(([name, cells]) => [name, ...cells]));
process.stdout.write(`Executions to the first finding over ${seeds} seeds: median (least-most)\n${table}\n`);
