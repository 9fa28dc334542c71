import Table from 'cli-table3';
import type { Comparison } from './compare.ts';
import { type Compared, inWords } from './subjects.ts';

export interface Row {
  readonly compared: Compared;
  readonly comparison: Comparison;
}

const PLAIN = { head: [], border: [] };

/** One row a subject: what the search and the samples came to, and what the search lacks. */
export function comparisonTable(rows: readonly Row[]): string {
  const table = new Table({
    head: ['subject', 'searched', 'ends', 'sampled', 'ends', 'missing ends', 'missing symptoms'],
    style: PLAIN,
  });
  for (const { compared, comparison } of rows) {
    const { search, sampled, sampledEnds, missing, missingSymptoms } = comparison;
    table.push([
      inWords(compared),
      `${search.executions}${search.ended ? '' : ' (not ended)'}`,
      search.ends.size,
      sampled,
      sampledEnds,
      comparison.uncontrolled ?? missing.length,
      missingSymptoms.length,
    ]);
  }
  return table.toString();
}

export function summary(rows: readonly Row[]): string {
  const ended = rows.filter(({ comparison }) => comparison.search.ended);
  const uncontrolled = rows.filter(({ comparison }) => comparison.uncontrolled !== undefined);
  const undeclared = [...new Set(rows.flatMap(({ comparison }) => comparison.undeclared))].sort();
  const sum = (of: (comparison: Comparison) => number): number =>
    ended.reduce((total, { comparison }) => total + of(comparison), 0);
  return [
    `${ended.length} of ${rows.length} subjects were searched to the end and compared` +
      (uncontrolled.length > 0 ? `; ${uncontrolled.length} escaped control.` : '.'),
    `${sum(({ search }) => search.executions)} executions searched, ${sum(({ sampled }) => sampled)} sampled.`,
    `${sum(({ search }) => search.ends.size)} ends searched, ${sum(({ sampledEnds }) => sampledEnds)} sampled.`,
    `Missing ends: ${sum(({ missing }) => missing.length)}. ` +
      `Missing symptoms: ${sum(({ missingSymptoms }) => missingSymptoms.length)}.`,
    `Invariants that judge by an undeclared order: ${undeclared.length > 0 ? undeclared.join(', ') : 'none'}.`,
  ].join('\n');
}

/** Whether the search lacks nothing that a sample came to, and judges go by no order that it does not know of. */
export function agrees({ missing, missingSymptoms, undeclared, uncontrolled }: Comparison): boolean {
  const lacks = [missing, missingSymptoms, undeclared].some((list) => list.length > 0);
  return !lacks && uncontrolled === undefined;
}
