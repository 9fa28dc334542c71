import { mergeShards, type ResultIn } from '../../harness/checking/check/merge-shards.ts';
import { formatReport } from '../../reports/index.ts';
import { readReport } from '../../results/read-report.ts';
import { openConsole } from '../console.ts';
import { exitStatus, outcomeOf } from '../exit-status.ts';
import { type ResultFiles, writeResults } from '../output/write-results.ts';

/**
 * `merge`: combines the reports of several shards into one.
 * @returns the exit status
 * @throws {ReportError | MergeError} if a file is not a report, or two do not belong together
 */
export async function merge(files: readonly string[], settings: ResultFiles): Promise<number> {
  const given: ResultIn[] = [];
  for (const file of files) {
    const { results } = await readReport(file);
    given.push(...results.map((result) => ({ file, result })));
  }
  const results = mergeShards(given);
  const console = openConsole({});
  try {
    const status = exitStatus(outcomeOf(results));
    console.out(formatReport(results, status, console.style));
    writeResults(results, settings);
    return status;
  } finally {
    console.close();
  }
}
