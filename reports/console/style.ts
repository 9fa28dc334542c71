import type pico from 'picocolors';

/** What `createColors` of picocolors returns. */
export type Colors = ReturnType<typeof pico.createColors>;

/** How to print: columns of the terminal, and colours or their identity. */
export interface Style {
  readonly width: number;
  readonly colors: Colors;
}
