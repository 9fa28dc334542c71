/**
 * `node dist/bench/identities/main.js [--runs N] [release...] > file.json`: by what the findings of the catalogue are
 * known: root causes, signatures, schedules, as data. Two such files tell whether a change of the code changed any.
 *
 * `node dist/bench/identities/main.js --compare before.json after.json`: where two differ, once what signatures were
 * called before is read as what they are called now. Ends in status 1 where they do.
 *
 * `--runs` are executions a check, 150 by default. The time goes into shrinking and explaining what was found.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allocateWorldsYoung } from '../../cli/young-worlds.ts';
import { compareIdentities } from './compare.ts';
import { type RecordedCheck, recordIdentities } from './record.ts';

const RELEASES = ['6.22.1', '6.15.7', '6.12.1', '6.6.6', '5.3.41', '5.3.24'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '150' },
    compare: { type: 'boolean', default: false },
  },
});

if (values.compare) {
  const [before = [], after = []] = positionals.map(
    (path) => JSON.parse(readFileSync(path, 'utf8')) as RecordedCheck[],
  );
  const differences = compareIdentities(before, after);
  const findings = before.reduce((sum, check) => sum + check.findings.length, 0);
  process.stdout.write(
    [
      ...differences,
      `${before.length} checks with ${findings} findings compared; differences: ${differences.length}`,
      '',
    ].join('\n'),
  );
  process.exitCode = differences.length > 0 ? 1 : 0;
} else {
  allocateWorldsYoung();
  const recorded = await recordIdentities({
    releases: positionals.length > 0 ? positionals : RELEASES,
    runs: Number(values.runs),
    onCheck: (words) => process.stderr.write(`${words}\n`),
  });
  process.stdout.write(`${JSON.stringify(recorded, undefined, 2)}\n`);
}
