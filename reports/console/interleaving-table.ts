import { lengthOf, wrap, wrapIndented } from '../text/wrap.ts';
import { drawTable, frameWidth } from './draw-table.ts';
import { numberWidth, paintEvent, stepNumber } from './event-style.ts';
import type { Event } from './events.ts';
import type { Style } from './style.ts';

/** In narrower columns, names of keys and calls would be cut. */
const narrowestColumn = 18;
const narrowestTable = 70;

/** A cell that needs more lines shows its brief form. */
const mostLines = 3;

/** The events with one column per actor; undefined if they do not fit. */
export function interleavingTable(
  actors: readonly string[],
  events: readonly Event[],
  { width, colors }: Style,
): string | undefined {
  const numbers = numberWidth(events);
  const room = width - numbers - frameWidth(actors.length + 1);
  const widths = shareOut(
    actors.map((actor) => naturalWidth(actor, events)),
    room,
  );
  if (width < narrowestTable || !widths) return undefined;
  const rows = events.map((event) => {
    const cells = actors.map((actor, index) =>
      actor === event.actor ? cell(event, widths[index] ?? narrowestColumn, colors) : '',
    );
    return [stepNumber(event, numbers, colors), ...cells];
  });
  const head = [
    '',
    ...actors.map((actor, index) => wrap(actor, widths[index] ?? narrowestColumn).join('\n')),
  ];
  return drawTable({ head, rows, widths: [numbers, ...widths] }, colors);
}

function cell(event: Event, width: number, colors: Style['colors']): string {
  const lines = linesOf(event, width).map((line) => paintEvent(event.kind, line, colors));
  if (event.at) lines.push(...wrapIndented(event.at, width, '  ').map(colors.dim));
  return lines.join('\n');
}

function linesOf({ text, brief }: Event, width: number): string[] {
  const lines = wrap(text, width, '  ');
  return brief !== undefined && lines.length > mostLines ? wrap(brief, width, '  ') : lines;
}

function naturalWidth(actor: string, events: readonly Event[]): number {
  const lines = events
    .filter((event) => event.actor === actor && event.kind !== 'folded')
    .map(({ text }) => text);
  return Math.max(narrowestColumn, ...[actor, ...lines].map(lengthOf));
}

/** Narrow columns get what they want, and wide ones share the rest equally; undefined if that is too little. */
function shareOut(wanted: readonly number[], room: number): number[] | undefined {
  let most = Math.max(...wanted);
  const widths = () => wanted.map((width) => Math.min(width, most));
  while (most >= narrowestColumn) {
    if (widths().reduce((sum, width) => sum + width, 0) <= room) return widths();
    most -= 1;
  }
  return undefined;
}
