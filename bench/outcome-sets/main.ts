/**
 * `npm run bench:outcomes [--runs N] [--most N] [--show] [word...]`: whether the exhaustive search comes to every end
 * that random orders come to, on subjects whose words contain all the given ones. Ends in status 1 where it lacks one.
 *
 * `--runs` are the executions of each sample, 400 by default; `--most` those after which a search is given up, 6,000.
 * `--show` prints the first missing end of each subject, with the nearest end of the search and the schedule.
 */
import { parseArgs } from 'node:util';
import { allocateWorldsYoung } from '../../cli/young-worlds.ts';
import { compareOutcomes } from './compare.ts';
import { showMissing } from './show-missing.ts';
import { comparedSubjects, inWords, subjectOf } from './subjects.ts';
import { agrees, comparisonTable, type Row, summary } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '400' },
    most: { type: 'string', default: '6000' },
    generated: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});
allocateWorldsYoung();
const all = comparedSubjects(values.generated === undefined ? undefined : Number(values.generated));
const wanted = all.filter((compared) => positionals.every((word) => inWords(compared).includes(word)));
const rows: Row[] = [];
for (const [index, compared] of wanted.entries()) {
  process.stderr.write(`\r\u001b[K${index + 1} of ${wanted.length}: ${inWords(compared)}`);
  const comparison = await compareOutcomes(await subjectOf(compared), {
    mostExecutions: Number(values.most),
    runs: Number(values.runs),
    strategies: ['random', 'pos', 'pct'],
    seeds: [1, 2, 3],
  });
  rows.push({ compared, comparison });
  if (agrees(comparison)) continue;
  process.stderr.write('\r\u001b[K');
  process.stdout.write(`differs: ${inWords(compared)}\n`);
  if (values.show) process.stdout.write(`${showMissing(comparison)}\n`);
}
process.stderr.write('\r\u001b[K');
process.stdout.write(`${comparisonTable(rows)}\n${summary(rows)}\n`);
process.exitCode = rows.every(({ comparison }) => agrees(comparison)) ? 0 : 1;
