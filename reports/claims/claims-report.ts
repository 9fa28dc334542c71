import type { ClaimFigure, ClaimResult, ClaimVerdict } from '../../harness/results/claims.ts';
import { drawTable } from '../console/draw-table.ts';
import type { Style } from '../console/style.ts';
import { formatCount, formatShare } from '../text/count.ts';
import { plainStrings } from '../text/plain.ts';
import { lengthOf, wrapIndented } from '../text/wrap.ts';

const marks: Record<ClaimVerdict, string> = { holds: '✓', 'does not hold': '✗', undecided: '?' };

/** Each claim with its verdict, what decided, and the figures release by release. */
export function formatClaims(claims: readonly ClaimResult[], style: Style): string {
  return plainStrings(claims)
    .map((claim) => formatClaim(claim, style))
    .join('\n\n');
}

function formatClaim(
  { id, claim, scenario, verdict, because, figures }: ClaimResult,
  { width, colors }: Style,
): string {
  const paint = { holds: colors.green, 'does not hold': colors.red, undecided: colors.yellow }[verdict];
  const rows = figures.map(rowOf);
  const head = ['release', 'setting', 'lost', 'of', 'share'];
  const widths = head.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  return [
    ...wrapIndented(`${id}: ${claim}`, width, '').map(colors.bold),
    ...wrapIndented(`${marks[verdict]} ${verdict} in ${scenario}: ${because}`, width, '').map(paint),
    ...(rows.length > 0 ? [drawTable({ head, rows, widths, rightAligned: [2, 3, 4] }, colors)] : []),
  ].join('\n');
}

function rowOf({ amplify, setting, losing, executions }: ClaimFigure): string[] {
  return [
    amplify,
    setting,
    formatCount(losing),
    formatCount(executions),
    executions === 0 ? '' : formatShare(losing, executions),
  ];
}
