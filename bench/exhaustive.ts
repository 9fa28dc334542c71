/**
 * `node dist/bench/exhaustive.js [threads...]`: what an exhaustive search of `concurrent-refresh` on the installed
 * release takes, with so many threads in turn; 1 and 2 by default. `--all` adds four calls, which takes many minutes.
 *
 * The time of the processor is of all threads together: on a machine that others use, too, it tells more than the
 * time that passed.
 */
import Table from 'cli-table3';
import { allocateWorldsYoung } from '../cli/young-worlds.ts';
import { searchInParallel } from '../harness/exploration/parallel/parallel-search.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';

const SEARCHES: readonly Readonly<Record<string, string>>[] = [
  { calls: '2', storage: 'fifo' },
  { calls: '2', storage: 'unordered' },
  { calls: '2', kill: 'on' },
  { calls: '2', tabs: '2' },
  { calls: '3', storage: 'fifo' },
  { calls: '3', storage: 'unordered' },
];
const LARGE = [{ calls: '4', storage: 'fifo' }];

const args = process.argv.slice(2);
const given = args.filter((arg) => arg !== '--all').map(Number);
const threads = given.length > 0 ? given : [1, 2];
allocateWorldsYoung();
const load = subjectLoader();

const table = new Table({
  head: ['concurrent-refresh', 'threads', 'executions', 'states', 'ends', 'complete', 's', 's of processor'],
  style: { head: [], border: [] },
});
for (const set of args.includes('--all') ? [...SEARCHES, ...LARGE] : SEARCHES) {
  const options = resolveOptions(concurrentRefresh.options, set);
  const subject = await load({ amplify: 'installed', scenario: concurrentRefresh, options, seed: 1 });
  for (const workers of threads) {
    const started = performance.now();
    const before = process.cpuUsage();
    const { executions, search, classes, covered } = await searchInParallel(subject, { workers, budget: {} });
    const { user, system } = process.cpuUsage(before);
    table.push([
      Object.entries(set)
        .map((entry) => entry.join('='))
        .join(' '),
      workers,
      executions,
      search.states,
      classes.size,
      covered.coverage,
      ((performance.now() - started) / 1000).toFixed(1),
      ((user + system) / 1e6).toFixed(1),
    ]);
  }
}
process.stdout.write(`${table}\n`);
