import type { Matrix } from '../../results/matrix.ts';
import { codeBlock, escapeHtml, escapeMarkdown } from '../markdown/escape.ts';
import { plainStrings } from '../text/plain.ts';
import { isResult, Legend, SHORT_FORMS } from './legend.ts';

/** The matrix as a table of Markdown, findings by letter and explained below. */
export function formatMatrixMarkdown(matrix: Matrix): string {
  const { scenarios, rows } = plainStrings(matrix);
  const legend = new Legend({ scenarios, rows });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(['release', ...scenarios.map(({ name }) => escapeMarkdown(name))]),
    `|${'---|'.repeat(scenarios.length + 1)}`,
    ...rows.map(({ release, cells }) =>
      line([escapeMarkdown(release), ...cells.map((cell) => escapeMarkdown(legend.short(cell)))]),
    ),
  ];
  const findings = legend.entries.map(
    ({ letter, finding, result }) =>
      `<details><summary>${letter}: ${escapeHtml(finding.message)} (such as ${escapeHtml(`${result.scenario} on ${result.amplify}`)})</summary>\n\n${codeBlock(finding.replay)}\n\n</details>`,
  );
  const missing = rows.flatMap(({ release, cells }) =>
    cells.flatMap((cell) =>
      cell === undefined || isResult(cell) ? [] : [`${release}: ${cell.unavailable}`],
    ),
  );
  const parts = [
    '## amplify-race matrix',
    table.join('\n'),
    escapeMarkdown(SHORT_FORMS),
    ...findings,
    ...[...new Set(missing)].map(escapeMarkdown),
  ];
  return `${parts.join('\n\n')}\n`;
}
