/**
 * `npm run bench:mutants [-- --all] [name...]`: whether exhaustive search and the invariants detect mutants of
 * the installed release. A mutant is tried until a scenario detects it; with `--all`, in every scenario, which takes
 * several times as long. Ends with status 1 if a mutant survives for no known reason, or is detected unexpectedly.
 */
import { parseArgs } from 'node:util';
import { loadRelease } from '../../harness/amplify/releases/load-release.ts';
import { threadPool } from '../../harness/exploration/parallel/thread-pool.ts';
import { MUTANTS } from './catalogue/index.ts';
import type { Known, Trial } from './detect.ts';
import { mutate } from './mutant.ts';
import { inWords, SITUATIONS } from './situations.ts';
import { isAsExpected, knownTable, scenarioTable, summary, type Tried, triedTable } from './table.ts';
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
// All fit before any is tried.
for (const mutant of mutants) mutate(await loadRelease(mutant.amplify ?? 'installed'), mutant);
const { label } = await loadRelease('installed');
const situations = SITUATIONS.filter(({ amplify }) => mutants.some((mutant) => mutant.amplify === amplify));
const startedAt = performance.now();
const progress = (line: string): void => {
  process.stderr.write(`${Math.round((performance.now() - startedAt) / 1000)} s: ${line}\n`);
};

const pool = threadPool('bench/mutants/worker.js', THREADS);
const work = (task: Task): Promise<unknown> => pool.run(task);

const searched = (await Promise.all(situations.map((original) => work({ original })))) as Known[];
// Those of few orders first: most mutants show in them.
progress(`searched ${situations.length} situations on the original`);
const known = searched.sort((one, other) => one.executions - other.executions);
process.stdout.write(
  `${label} where no other release is named, every order of each situation\n${knownTable(known)}\n`,
);

let done = 0;
const tried = await Promise.all(
  mutants.map(async (mutant): Promise<Tried> => {
    const ofRelease = known.filter(({ situation }) => situation.amplify === mutant.amplify);
    const trial = (await work({ mutant: mutant.name, known: ofRelease, inAll: values.all })) as Trial;
    done += 1;
    const detected = trial.detected.map(({ situation }) => inWords(situation)).join(', ') || 'not detected';
    progress(`${done} of ${mutants.length}, ${mutant.name}: ${detected} (${trial.executions} executions)`);
    return { mutant, ...trial };
  }),
);
await pool.destroy();
process.stdout.write(`${triedTable(tried)}\n${scenarioTable(tried, situations)}\n${summary(tried)}\n`);
process.exitCode = isAsExpected(tried) ? 0 : 1;
