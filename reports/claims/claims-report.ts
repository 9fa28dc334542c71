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
  { id, claim, scenarios, verdict, because, figures }: ClaimResult,
  { width, colors }: Style,
): string {
  const paint = { holds: colors.green, 'does not hold': colors.red, undecided: colors.yellow }[verdict];
  const asksForSign = figures.some(({ sign }) => sign);
  const rows = figures.map((figure) => rowOf(figure, asksForSign));
  const head = ['release', 'setting', 'lost', 'of', 'share', ...(asksForSign ? SIGN_TITLES : []), ''];
  const widths = head.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  return [
    ...wrapIndented(`${id}: ${claim}`, width, '').map(colors.bold),
    ...wrapIndented(`${marks[verdict]} ${verdict} in ${scenarios.join(', ')}: ${because}`, width, '').map(
      paint,
    ),
    ...(rows.length > 0
      ? [drawTable({ head, rows, widths, rightAligned: asksForSign ? [2, 3, 4, 5, 6] : [2, 3, 4] }, colors)]
      : []),
  ].join('\n');
}

const SIGN_TITLES = ['sign when lost', 'otherwise'];

function rowOf(
  { amplify, setting, losing, executions, sign, coverage }: ClaimFigure,
  asksForSign: boolean,
): string[] {
  const share = (hits: number, of: number): string => (of === 0 ? '' : formatShare(hits, of));
  return [
    amplify,
    setting,
    formatCount(losing),
    formatCount(executions),
    // Of all interleavings the number that lose says nothing about how often one does.
    coverage === 'exhausted' ? '' : share(losing, executions),
    ...(asksForSign ? [share(sign?.losing ?? 0, losing), share(sign?.others ?? 0, executions - losing)] : []),
    coverage,
  ];
}
