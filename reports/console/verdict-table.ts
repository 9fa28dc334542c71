import type { Result, Verdict } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import { optionsInWords } from '../text/check.ts';
import { formatDuration } from '../text/duration.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { lengthOf, wrap, wrapIndented } from '../text/wrap.ts';
import { type Cell, drawTable, frameWidth } from './draw-table.ts';
import type { Colors, Style } from './style.ts';

interface Column {
  readonly head: string;
  readonly text: (result: Result) => string;
}

const indent = '  ';

const release: Column = { head: 'release', text: (result) => indent + result.amplify };
const verdict: Column = {
  head: 'verdict',
  text: (result) => `${marks[result.verdict]} ${verdictInWords(result)}`,
};
const executions: Column = { head: 'executions', text: (result) => formatCount(result.executions) };
const classes: Column = { head: 'classes', text: (result) => formatCount(result.classes) };
const time: Column = { head: 'time', text: (result) => formatDuration(result.durationMs) };
const steps: Column = {
  head: 'steps\nmin/med/max',
  text: ({ steps }) => [steps.min, steps.median, steps.max].map(formatCount).join('/'),
};

const narrowest: readonly Column[] = [release, verdict, executions];

/** From the widest layout to those for narrow terminals, which drop the least important columns. */
const layouts: readonly (readonly Column[])[] = [
  [release, verdict, executions, classes, steps, time],
  [release, verdict, executions, classes, time],
  narrowest,
];

const marks: Record<Verdict, string> = { survives: '✓', fails: '✗', inconclusive: '?' };

/** Room for `✓ survives (sampled 2,000)`; below it, most verdicts wrap. */
const narrowestVerdict = 26;
const widestRelease = 30;

/** A row for each result, under a heading for each scenario. */
export function formatVerdictTable(results: readonly Result[], { width, colors }: Style): string {
  const safe = plainStrings(results);
  const { columns, widths } = layoutFor(safe, width);
  const innerWidth = widths.reduce((sum, column) => sum + column, 0) + frameWidth(columns.length) - 4;
  const headings = [...new Set(safe.map(headingOf))];
  const rows = headings.flatMap((heading): Cell[][] => [
    [{ content: wrap(heading, innerWidth).map(colors.bold).join('\n'), colSpan: columns.length }],
    ...safe
      .filter((result) => headingOf(result) === heading)
      .map((result) => columns.map((column, index) => cell(column, result, widths[index] ?? 1, colors))),
  ]);
  const rightAligned = columns.map((_, index) => index).slice(2);
  return drawTable({ head: columns.map(({ head }) => head), rows, widths, rightAligned }, colors);
}

/** The most columns that leave the verdict enough room. */
function layoutFor(
  results: readonly Result[],
  width: number,
): { columns: readonly Column[]; widths: number[] } {
  const enough = Math.min(narrowestVerdict, naturalWidth(verdict, results));
  const sized = layouts.map((columns) => ({ columns, widths: widthsOf(columns, results, width) }));
  return (
    sized.find(({ widths }) => (widths[1] ?? 0) >= enough) ?? {
      columns: narrowest,
      widths: widthsOf(narrowest, results, width),
    }
  );
}

function headingOf(result: Result): string {
  const options = optionsInWords(result.options);
  return `${result.scenario}: ${result.title}${options && ` (${options})`}`;
}

function cell(column: Column, result: Result, width: number, colors: Colors): string {
  if (column === release) return wrapIndented(result.amplify, width, indent).join('\n');
  if (column !== verdict) return column.text(result);
  return wrap(column.text(result), width, indent).map(painter(result.verdict, colors)).join('\n');
}

function painter(verdict: Verdict, colors: Colors): (text: string) => string {
  return { survives: colors.green, fails: colors.red, inconclusive: colors.yellow }[verdict];
}

/** The verdict's column gets the width that the others leave, at most what it needs. */
function widthsOf(columns: readonly Column[], results: readonly Result[], width: number): number[] {
  const natural = columns.map((column) => naturalWidth(column, results));
  const others = natural.reduce((sum, wanted, index) => (index === 1 ? sum : sum + wanted), 0);
  const left = Math.max(narrowestVerdict / 2, width - others - frameWidth(columns.length));
  return natural.map((wanted, index) => (index === 1 ? Math.min(wanted, left) : wanted));
}

function naturalWidth(column: Column, results: readonly Result[]): number {
  const natural = Math.max(...[...column.head.split('\n'), ...results.map(column.text)].map(lengthOf));
  // The name of a release can be a path.
  return column === release ? Math.min(natural, widestRelease) : natural;
}
