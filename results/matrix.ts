import type { OptionValues, Result } from './types.ts';

export const MATRIX_SCHEMA = 'amplify-race/matrix@1';

/** Scenarios on releases. */
export interface Matrix {
  readonly scenarios: readonly MatrixScenario[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixScenario {
  readonly name: string;
  readonly title: string;
  readonly options: OptionValues;
}

export interface MatrixRow {
  /** For tables. */
  readonly release: string;
  /** In the order of the scenarios. */
  readonly cells: readonly MatrixCell[];
}

/** A result; or why the release is unavailable; or undefined if the user stopped before it. */
export type MatrixCell = Result | { readonly unavailable: string } | undefined;

/** What `matrix --json` writes. */
export interface MatrixReport {
  readonly schema: typeof MATRIX_SCHEMA;
  readonly scenarios: readonly MatrixScenario[];
  /** Each with the reason if it is unavailable. */
  readonly releases: readonly { readonly release: string; readonly unavailable?: string }[];
  /** One for each scenario on each release that was judged. */
  readonly results: readonly Result[];
}
