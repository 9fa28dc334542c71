import Table from 'cli-table3';
import type { Colors } from './style.ts';

/** A cell. Its content may have several lines and colours; each line closes its own colours. */
export type Cell = string | { readonly content: string; readonly colSpan: number };

export interface TableShape {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Widths of the columns without padding and borders. */
  readonly widths: readonly number[];
  readonly rightAligned?: readonly number[];
}

/** Terminal columns that the padding and borders of a table with this many columns take. */
export function frameWidth(columns: number): number {
  return 3 * columns + 1;
}

/** Draws a table with a rule below its head only and dimmed borders. */
export function drawTable(shape: TableShape, colors: Colors): string {
  const bar = colors.dim('│');
  const table = new Table({
    head: shape.head.map((title) => eachLine(title, colors.bold)),
    colWidths: shape.widths.map((width) => width + 2),
    colAligns: shape.widths.map((_, column) => (shape.rightAligned?.includes(column) ? 'right' : 'left')),
    chars: { left: bar, middle: bar, right: bar },
    // cli-table3 adds its own colours by default.
    style: { head: [], border: [], compact: true },
  });
  table.push(...shape.rows.map((row) => [...row]));
  return eachLine(table.toString(), (line) => (/^[┌┬┐├┼┤└┴┘─]+$/.test(line) ? colors.dim(line) : line));
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}
