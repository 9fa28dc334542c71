import type pico from 'picocolors';

/** What `createColors` of picocolors returns. */
export type Colors = ReturnType<typeof pico.createColors>;

/** How to print: the terminal's width, and colours (or functions that add none). */
export interface Style {
  readonly width: number;
  readonly colors: Colors;
}
