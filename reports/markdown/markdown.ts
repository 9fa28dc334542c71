import pico from 'picocolors';
import type { Result, Verdict } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import { formatFinding } from '../console/finding.ts';
import { formatSummary } from '../console/summary.ts';
import { nameOfCheck, optionsInWords } from '../text/check.ts';
import { type DistinctFinding, distinctFindings } from '../text/distinct-findings.ts';
import { formatDuration } from '../text/duration.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { codeBlock, escapeHtml, escapeMarkdown } from './escape.ts';

const style = { width: 100, colors: pico.createColors(false) };

const marks: Record<Verdict, string> = { survives: '✅', fails: '❌', inconclusive: '⚠️' };

/** A summary for a pull request: the verdicts as a table, and each distinct finding collapsed. */
export function formatMarkdown(results: readonly Result[]): string {
  const safe = plainStrings(results);
  const parts = [
    '## amplify-race',
    [
      '| scenario | release | verdict | executions | classes | time |',
      '|---|---|---|--:|--:|--:|',
      ...safe.map(row),
    ].join('\n'),
    ...distinctFindings(safe).map(details),
    escapeMarkdown(formatSummary(safe, 0, style)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row(result: Result): string {
  const options = optionsInWords(result.options);
  const cells = [
    escapeMarkdown(`${result.scenario}${options && ` (${options})`}`),
    escapeMarkdown(result.amplify),
    `${marks[result.verdict]} ${escapeMarkdown(verdictInWords(result))}`,
    formatCount(result.executions),
    formatCount(result.classes),
    formatDuration(result.durationMs),
  ];
  return `| ${cells.join(' | ')} |`;
}

function details(distinct: DistinctFinding): string {
  const title = escapeHtml(`${distinct.finding.message} (${nameOfCheck(distinct.result)})`);
  const summary = `<details><summary>${marks.fails} ${title}</summary>`;
  return [summary, codeBlock(formatFinding(distinct, style)), '</details>'].join('\n\n');
}
