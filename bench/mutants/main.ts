/**
 * `npm run bench:mutants [name...]`: whether exhaustive search and the invariants tell mutants of the installed
 * release from it. Ends in status 1 where one survives of which it is not known why, or is told unexpectedly.
 */
import { loadRelease } from '../../harness/releases/load-release.ts';
import { MUTANTS } from './catalogue/index.ts';
import { mutate } from './mutant.ts';
import { SITUATIONS } from './situations.ts';
import { isAsExpected, knownTable, scenarioTable, summary, type Tried, triedTable } from './table.ts';
import { type Known, searchOriginal, tryMutant } from './tell.ts';

const names = process.argv.slice(2);
const mutants = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
if (mutants.length < names.length) {
  throw new Error(`no such mutant; there are ${MUTANTS.map(({ name }) => name).join(', ')}`);
}
const release = await loadRelease('installed');
// All fit before any is tried.
const releases = mutants.map((mutant) => mutate(release, mutant));

const known: Known[] = [];
for (const situation of SITUATIONS) known.push(await searchOriginal(situation, release));
process.stdout.write(`${release.label}, every order of each situation\n${knownTable(known)}\n`);

const tried: Tried[] = [];
for (const [index, mutant] of mutants.entries()) {
  process.stderr.write(`\r${index + 1} of ${mutants.length}`);
  tried.push({ mutant, ...(await tryMutant(releases[index] ?? release, known)) });
}
process.stderr.write('\r');
process.stdout.write(`${triedTable(tried)}\n${scenarioTable(tried)}\n${summary(tried)}\n`);
process.exitCode = isAsExpected(tried) ? 0 : 1;
