import type { Result } from '../../results/types.ts';
import { nameOfCheck } from '../text/check.ts';
import { distinctFindings } from '../text/distinct-findings.ts';
import { unjudgedInWords } from '../text/reach.ts';
import { wrap } from '../text/wrap.ts';
import { formatFinding } from './finding.ts';
import type { Style } from './style.ts';
import { type ExitStatus, formatSummary, type News } from './summary.ts';
import { formatVerdictTable } from './verdict-table.ts';

/**
 * Everything that a check prints: the verdicts, each distinct finding once, and a summary.
 * @param isQuiet whether the finding with a signature is not explained
 * @param news where there is a file of known findings
 */
export function formatReport(
  results: readonly Result[],
  exitStatus: ExitStatus,
  style: Style,
  isQuiet: (result: Result, signature: string) => boolean = () => false,
  news?: News,
): string {
  const shown = results.map((result) => ({
    ...result,
    findings: result.findings.filter(({ signature }) => !isQuiet(result, signature)),
  }));
  return [
    ...(results.length > 0 ? [formatVerdictTable(results, style)] : []),
    ...formatUnjudged(results, style),
    ...distinctFindings(shown).map((distinct) => formatFinding(distinct, style)),
    formatSummary(results, exitStatus, style, news),
  ].join('\n\n');
}

function formatUnjudged(results: readonly Result[], { width, colors }: Style): string[] {
  const lines = results.flatMap((result) => {
    const unjudged = unjudgedInWords(result);
    return unjudged === undefined ? [] : wrap(`${nameOfCheck(result)}: ${unjudged}`, width, '  ');
  });
  return lines.length === 0 ? [] : [lines.map(colors.yellow).join('\n')];
}
