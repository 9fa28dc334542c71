import type { ClaimFigure, ClaimResult, ClaimVerdict } from '../../results/claims.ts';
import { formatCount } from '../../results/words/count.ts';
import { drawTable } from '../console/draw-table.ts';
import type { Style } from '../console/style.ts';
import { formatShare } from '../text/count.ts';
import { plainStrings } from '../text/plain.ts';
import { lengthOf, wrapIndented } from '../text/wrap.ts';

const marks: Record<ClaimVerdict, string> = { holds: '✓', 'does not hold': '✗', undecided: '?' };

/** Each claim with its verdict, the reason, and the figures by release. */
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
  const columns = COLUMNS.filter(({ of }) => figures.some((figure) => of(figure) !== undefined));
  const rows = figures.map((figure) => columns.map(({ of }) => of(figure) ?? ''));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  const rightAligned = columns.flatMap(({ isText }, column) => (isText ? [] : [column]));
  return [
    ...wrapIndented(`${id}: ${claim}`, width, '').map(colors.bold),
    ...wrapIndented(`${marks[verdict]} ${verdict} in ${scenarios.join(', ')}: ${because}`, width, '').map(
      paint,
    ),
    ...(rows.length > 0 ? [drawTable({ head: titles, rows, widths, rightAligned }, colors)] : []),
  ].join('\n');
}

interface Column {
  readonly title: string;
  readonly isText?: boolean;
  /** Undefined if a figure has no value for the column. A column without any value is left out. */
  of(figure: ClaimFigure): string | undefined;
}

const COLUMNS: readonly Column[] = [
  { title: 'release', isText: true, of: ({ amplify }) => amplify },
  { title: 'setting', isText: true, of: ({ setting }) => setting },
  { title: 'lost', of: ({ losing }) => formatCount(losing) },
  { title: 'of', of: ({ executions }) => formatCount(executions) },
  {
    title: 'share',
    // After an exhaustive search, the share of losing interleavings says nothing about how often a loss happens.
    of: ({ coverage, losing, executions }) =>
      coverage === 'sampled' ? shareOf(losing, executions) : undefined,
  },
  { title: 'silent', of: ({ silent }) => (silent > 0 ? formatCount(silent) : undefined) },
  {
    title: 'first',
    of: ({ firstLoss, sign }) => (sign ? undefined : countOf(firstLoss)),
  },
  {
    title: 'sign if lost',
    of: ({ sign, losing }) => sign && shareOf(sign.losing, losing),
  },
  {
    title: 'if not',
    of: ({ sign, losing, executions }) => sign && shareOf(sign.others, executions - losing),
  },
  { title: 'a day', of: ({ refreshesADay }) => countOf(refreshesADay) },
  { title: 'covered', isText: true, of: ({ coverage }) => coverage },
];

function shareOf(hits: number, of: number): string {
  return of === 0 ? '' : formatShare(hits, of);
}

function countOf(count: number | undefined): string | undefined {
  return count === undefined ? undefined : formatCount(count);
}
