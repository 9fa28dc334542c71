import Table from 'cli-table3';
import type { Colors } from './style.ts';

/** A cell; its content may span lines and hold colours, each line closing its own. */
export type Cell = string | { readonly content: string; readonly colSpan: number };

export interface TableShape {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Widths of the columns without padding and borders. */
  readonly widths: readonly number[];
  readonly rightAligned?: readonly number[];
}

/** Columns taken by padding and borders of a table of so many columns. */
export function frameWidth(columns: number): number {
  return 3 * columns + 1;
}

/** Draws a table with a rule below its head only, borders dimmed. */
export function drawTable(shape: TableShape, colors: Colors): string {
  const bar = colors.dim('│');
  const table = new Table({
    head: shape.head.map((title) => eachLine(title, colors.bold)),
    colWidths: shape.widths.map((width) => width + 2),
    colAligns: shape.widths.map((_, column) => (shape.rightAligned?.includes(column) ? 'right' : 'left')),
    chars: { left: bar, middle: bar, right: bar },
    // cli-table3 colours by itself when not told otherwise.
    style: { head: [], border: [], compact: true },
  });
  table.push(...shape.rows.map((row) => [...row]));
  return eachLine(table.toString(), (line) => (/^[┌┬┐├┼┤└┴┘─]+$/.test(line) ? colors.dim(line) : line));
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}
