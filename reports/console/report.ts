import type { Result } from '../../harness/results/types.ts';
import { distinctFindings } from '../text/distinct-findings.ts';
import { formatFinding } from './finding.ts';
import type { Style } from './style.ts';
import { type ExitStatus, formatSummary } from './summary.ts';
import { formatVerdictTable } from './verdict-table.ts';

/** All that a check prints: the verdicts, each distinct finding once, and a summary. */
export function formatReport(results: readonly Result[], exitStatus: ExitStatus, style: Style): string {
  return [
    ...(results.length > 0 ? [formatVerdictTable(results, style)] : []),
    ...distinctFindings(results).map((distinct) => formatFinding(distinct, style)),
    formatSummary(results, exitStatus, style),
  ].join('\n\n');
}
