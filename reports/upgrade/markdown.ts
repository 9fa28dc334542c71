import pico from 'picocolors';
import type { Change, ChangeKind, Comparison } from '../../results/upgrade.ts';
import { formatFinding } from '../console/finding.ts';
import { codeBlock, escapeHtml, escapeMarkdown } from '../markdown/escape.ts';
import { byWeight, kindInWords, tallyOfChanges } from '../text/change.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';

const MARKS: Record<ChangeKind, string> = {
  broken: '❌',
  inconclusive: '⚠️',
  fixed: '🟢',
  'still-failing': '🔴',
  'still-surviving': '✅',
};

const style = { width: 100, colors: pico.createColors(false) };

/** What an upgrade does, for a pull request: a table for each pair of releases, with the details of what broke collapsed. */
export function formatUpgradeMarkdown(comparisons: readonly Comparison[]): string {
  const safe = plainStrings(comparisons);
  const parts = [
    '## amplify-race upgrade',
    escapeMarkdown(`${tallyOfChanges(safe)}.`),
    ...safe.flatMap(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section({ from, to, changes }: Comparison): string[] {
  const ordered = byWeight(changes);
  return [
    `### ${escapeMarkdown(`${from} → ${to}`)}`,
    [
      `| | scenario | ${escapeMarkdown(from)} | ${escapeMarkdown(to)} |`,
      '|---|---|---|---|',
      ...ordered.map(row),
    ].join('\n'),
    ...ordered.flatMap(details),
  ];
}

function row({ kind, scenario, finding, before, after }: Change): string {
  const name = finding ? `${scenario}: ${finding.message}` : scenario;
  const cells = [name, verdictInWords(before), verdictInWords(after)].map(escapeMarkdown);
  return `| ${[`${MARKS[kind]} ${kindInWords(kind)}`, ...cells].join(' | ')} |`;
}

function details({ kind, finding, after }: Change): string[] {
  if (kind !== 'broken' || !finding) return [];
  const summary = `<details><summary>${MARKS.broken} ${escapeHtml(finding.message)}</summary>`;
  return [
    [summary, codeBlock(formatFinding({ finding, result: after, also: [] }, style)), '</details>'].join(
      '\n\n',
    ),
  ];
}
