/**
 * `npm run bench:mutants [-- --all] [name...]`: whether exhaustive search and the invariants tell mutants of the
 * installed release from it. A mutant is tried until one scenario tells it; with `--all` in every scenario, which takes
 * some times as long. Ends in status 1 where one survives of which it is not known why, or is told unexpectedly.
 */
import { parseArgs } from 'node:util';
import { loadRelease } from '../../harness/amplify/releases/load-release.ts';
import { threadPool } from '../../harness/exploration/parallel/thread-pool.ts';
import { MUTANTS } from './catalogue/index.ts';
import { mutate } from './mutant.ts';
import { SITUATIONS } from './situations.ts';
import { isAsExpected, knownTable, scenarioTable, summary, type Tried, triedTable } from './table.ts';
import type { Known, Trial } from './tell.ts';
import type { Task } from './worker.ts';

const THREADS = 2;

const { values, positionals: names } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const mutants = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
if (mutants.length < names.length) {
  throw new Error(`no such mutant; there are ${MUTANTS.map(({ name }) => name).join(', ')}`);
}
const release = await loadRelease('installed');
// All fit before any is tried.
for (const mutant of mutants) mutate(release, mutant);

const pool = threadPool('bench/mutants/worker.js', THREADS);
const work = (task: Task): Promise<unknown> => pool.run(task);

const searched = (await Promise.all(SITUATIONS.map((original) => work({ original })))) as Known[];
// Those of few orders first: most mutants show in them.
const known = searched.sort((one, other) => one.executions - other.executions);
process.stdout.write(`${release.label}, every order of each situation\n${knownTable(known)}\n`);

let done = 0;
const tried = await Promise.all(
  mutants.map(async (mutant): Promise<Tried> => {
    const trial = (await work({ mutant: mutant.name, known, inAll: values.all })) as Trial;
    done += 1;
    process.stderr.write(`\r${done} of ${mutants.length}`);
    return { mutant, ...trial };
  }),
);
await pool.destroy();
process.stderr.write('\r');
process.stdout.write(`${triedTable(tried)}\n${scenarioTable(tried, SITUATIONS)}\n${summary(tried)}\n`);
process.exitCode = isAsExpected(tried) ? 0 : 1;
