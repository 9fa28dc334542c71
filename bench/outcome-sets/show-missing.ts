import { diffLines } from 'diff';
import type { Comparison } from './compare.ts';

/** The first end that the search lacks, as its difference from the nearest end that it has, and its schedule. */
export function showMissing({ search, missing, missingSymptoms, uncontrolled }: Comparison): string {
  if (uncontrolled !== undefined) return uncontrolled;
  const [first] = missing;
  if (!first) return missingSymptoms.join('\n');
  const differences = [...search.ends.keys()].map((end) =>
    diffLines(end, first.outcome, { oneChangePerToken: true }).filter(
      ({ added, removed }) => added || removed,
    ),
  );
  const [nearest = []] = differences.sort((one, other) => one.length - other.length);
  const lines = nearest.map(({ added, value }) => `  ${added ? '+' : '-'} ${value.trimEnd()}`);
  return [`  by ${first.by}: ${first.schedule.join(' ')}`, ...lines, ...missingSymptoms].join('\n');
}
