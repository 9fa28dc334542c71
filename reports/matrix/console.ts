import type { Matrix, MatrixCell, MatrixRow } from '../../results/matrix.ts';
import { drawTable, frameWidth } from '../console/draw-table.ts';
import type { Colors, Style } from '../console/style.ts';
import { optionsInWords } from '../text/check.ts';
import { plainStrings } from '../text/plain.ts';
import { lengthOf, wrapIndented } from '../text/wrap.ts';
import { isResult, Legend, SHORT_FORMS } from './legend.ts';

const indent = '  ';

/** Releases as rows, scenarios as numbered columns, findings as letters, and below the table what these stand for. */
export function formatMatrix(matrix: Matrix, style: Style): string {
  const safe = plainStrings(matrix);
  const legend = new Legend(safe);
  return [
    ...tables(safe, legend, style),
    wrapIndented(SHORT_FORMS, style.width, '').join('\n'),
    [style.colors.bold('Scenarios'), ...scenarioLines(safe, style)].join('\n'),
    ...(legend.entries.length > 0
      ? [[style.colors.bold('Findings'), ...findingLines(legend, style)].join('\n')]
      : []),
    ...reasons(safe, style),
  ].join('\n\n');
}

/** Puts as many scenarios side by side as fit. */
function tables({ scenarios, rows }: Matrix, legend: Legend, { width, colors }: Style): string[] {
  const texts = rows.map(({ cells }) => cells.map((cell) => legend.short(cell)));
  const widest = Math.max(...texts.flat().map(lengthOf), `${scenarios.length}`.length);
  const name = Math.max(...rows.map(({ release }) => lengthOf(release)), 'release'.length);
  const fitting = Math.max(1, Math.floor((width - frameWidth(1) - name) / (widest + 3)));
  const starts = scenarios.flatMap((_, index) => (index % fitting === 0 ? [index] : []));
  return starts.map((start) => {
    const columns = scenarios.slice(start, start + fitting).map((_, offset) => start + offset);
    return drawTable(
      {
        head: ['release', ...columns.map((column) => `${column + 1}`)],
        rows: rows.map((row, index) => [
          row.release,
          ...columns.map((column) => painted(row.cells[column], texts[index]?.[column] ?? '', colors)),
        ]),
        widths: [name, ...columns.map(() => widest)],
      },
      colors,
    );
  });
}

function painted(cell: MatrixCell, text: string, colors: Colors): string {
  if (!isResult(cell)) return colors.dim(text);
  return { survives: colors.green, fails: colors.red, inconclusive: colors.yellow }[cell.verdict](text);
}

function scenarioLines({ scenarios }: Matrix, { width }: Style): string[] {
  return scenarios.flatMap(({ name, title, options }, index) => {
    const words = optionsInWords(options);
    return wrapIndented(`${index + 1}  ${name}: ${title}${words && ` (${words})`}`, width, indent);
  });
}

function findingLines(legend: Legend, { width, colors }: Style): string[] {
  return legend.entries.flatMap(({ letter, finding, result }) => [
    ...wrapIndented(
      `${letter}  ${finding.message}; such as ${result.scenario} on ${result.amplify}:`,
      width,
      indent,
    ),
    indent + indent + colors.cyan(finding.replay),
  ]);
}

/** The reasons for cells without a verdict, each once. */
function reasons({ rows }: Matrix, { width, colors }: Style): string[] {
  const lines = rows.flatMap(({ release, cells }: MatrixRow) =>
    cells.flatMap((cell) => {
      if (cell === undefined) return [];
      if (!isResult(cell)) return [`${release}: ${cell.unavailable}`];
      return cell.verdict === 'inconclusive' ? [`${release}, ${cell.scenario}: ${cell.reason}`] : [];
    }),
  );
  if (lines.length === 0) return [];
  const wrapped = [...new Set(lines)].flatMap((line) => wrapIndented(line, width, indent));
  return [[colors.bold('Without a verdict'), ...wrapped.map(colors.yellow)].join('\n')];
}
