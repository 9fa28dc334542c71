import type { Change, ChangeKind, Comparison } from '../../results/upgrade.ts';
import { drawTable, frameWidth } from '../console/draw-table.ts';
import type { Colors, Style } from '../console/style.ts';
import type { ExitStatus } from '../console/summary.ts';
import { byWeight, kindInWords, tallyOfChanges } from '../text/change.ts';
import { optionsInWords } from '../text/check.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { wrap, wrapIndented } from '../text/wrap.ts';

const MARKS: Record<ChangeKind, string> = {
  broken: '✗',
  inconclusive: '?',
  fixed: '✓',
  'still-failing': '✗',
  'still-surviving': '✓',
};
const KIND_WIDTH = 17;
const indent = '  ';

/** What an upgrade does: a table for each pair of releases, the evidence for what changed, and a summary. */
export function formatUpgrade(
  comparisons: readonly Comparison[],
  exitStatus: ExitStatus,
  style: Style,
): string {
  const safe = plainStrings(comparisons);
  return [
    ...safe.flatMap((comparison) => [
      `${style.colors.bold(`${comparison.from} → ${comparison.to}`)}\n${table(comparison, style)}`,
      ...byWeight(comparison.changes).flatMap((change) => evidence(change, style) ?? []),
    ]),
    summary(safe, exitStatus, style),
  ].join('\n\n');
}

function table({ from, to, changes }: Comparison, { width, colors }: Style): string {
  const room = width - frameWidth(4) - KIND_WIDTH;
  const side = Math.floor(room / 4);
  const widths = [KIND_WIDTH, room - 2 * side, side, side];
  const rows = byWeight(changes).map((change) => {
    const paint = painter(change.kind, colors);
    const cell = (text: string, column: number): string => wrap(text, widths[column] ?? 0).join('\n');
    return [
      paint(`${MARKS[change.kind]} ${kindInWords(change.kind)}`),
      cell(nameOf(change), 1),
      cell(verdictInWords(change.before), 2),
      cell(verdictInWords(change.after), 3),
    ];
  });
  const head = ['', 'scenario', ...[from, to].map((label) => wrap(label, side).join('\n'))];
  return drawTable({ head, rows, widths }, colors);
}

function nameOf({ scenario, finding }: Change): string {
  return finding ? `${scenario}: ${finding.message}` : scenario;
}

/** The evidence for a change: where it occurs, and how to replay it. */
function evidence(change: Change, { width, colors }: Style): string | undefined {
  const { kind, finding, scenario, options, before, after } = change;
  if (!finding || (kind !== 'broken' && kind !== 'fixed')) return undefined;
  const on = kind === 'broken' ? after : before;
  return [
    ...wrapIndented(`${MARKS[kind]} ${kindInWords(kind)}: ${finding.message}`, width, '').map(
      painter(kind, colors),
    ),
    ...wrapIndented(`${scenario} on ${on.amplify} (${optionsInWords(options)})`, width, indent),
    ...wrapIndented(`signature: ${finding.signature}`, width, indent),
    ...(finding.trace === undefined ? [] : [`${indent}trace: ${finding.trace}`]),
    indent + colors.cyan(finding.replay),
  ].join('\n');
}

function painter(kind: ChangeKind, colors: Colors): (text: string) => string {
  return {
    broken: colors.red,
    inconclusive: colors.yellow,
    fixed: colors.green,
    'still-failing': colors.dim,
    'still-surviving': colors.dim,
  }[kind];
}

function summary(comparisons: readonly Comparison[], exitStatus: ExitStatus, { colors }: Style): string {
  const meaning = { 0: '', 1: 'the upgrade breaks something', 3: 'some checks were inconclusive' }[
    exitStatus
  ];
  const lines = [colors.bold(`${tallyOfChanges(comparisons)}.`)];
  if (exitStatus !== 0)
    lines.push((exitStatus === 1 ? colors.red : colors.yellow)(`Exit status ${exitStatus}: ${meaning}.`));
  return lines.join('\n');
}
