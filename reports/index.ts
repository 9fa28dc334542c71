/** Pure functions from results to what people and tools read. */
export { formatBisection } from './console/bisection.ts';
export { formatFinding } from './console/finding.ts';
export { formatInterleaving } from './console/interleaving.ts';
export { formatReport } from './console/report.ts';
export type { Colors, Style } from './console/style.ts';
export { type ExitStatus, formatSummary } from './console/summary.ts';
export { formatVerdictTable } from './console/verdict-table.ts';
export { formatData, formatJson } from './json/json.ts';
export { formatJUnit } from './junit/junit.ts';
export { formatMarkdown } from './markdown/markdown.ts';
export { type DistinctFinding, distinctFindings, type FoundIn } from './text/distinct-findings.ts';
export { plain } from './text/plain.ts';
export { coverageInWords, verdictInWords } from './text/verdict.ts';
export { formatUpgrade } from './upgrade/console.ts';
export { formatUpgradeJson } from './upgrade/json.ts';
export { formatUpgradeMarkdown } from './upgrade/markdown.ts';
