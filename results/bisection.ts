import type { Finding, OptionValues, Result } from './types.ts';

export const BISECTION_SCHEMA = 'amplify-race/bisection@1';

/** With which release findings of a scenario came or went. */
export interface Bisection {
  readonly schema: typeof BISECTION_SCHEMA;
  readonly scenario: string;
  readonly options: OptionValues;
  readonly from: string;
  readonly to: string;
  /** How many published releases there are from one end to the other, both included. */
  readonly releases: number;
  /** How many of them had to be fetched. */
  readonly fetched: number;
  /** What was judged, oldest release first. */
  readonly probes: readonly Probe[];
  readonly changes: readonly Turn[];
}

/** A release that was judged, or why it could not be. */
export type Probe =
  | { readonly version: string; readonly result: Result; readonly known: boolean }
  | { readonly version: string; readonly reason: string };

/** A finding that is at one end and not at the other. */
export interface Turn {
  readonly effect: 'fixed' | 'broken';
  /** As it was found at the end that has it. */
  readonly signature: string;
  readonly message: string;
  /** The last release that is like the lower end. */
  readonly last: string;
  /** The first release that is like the upper end. */
  readonly first: string;
  /** Between the two, releases that cannot be judged. */
  readonly unknown: readonly string[];
  /** Whether some release like the upper end comes before one like the lower: then there is no first one. */
  readonly isOneChange: boolean;
  /** The finding next to the change, on the release that has it. */
  readonly finding: Finding;
  /** What the same order of steps did on the release next to it, which does not have the finding. */
  readonly elsewhere: Elsewhere;
}

export interface Elsewhere {
  readonly version: string;
  /** Steps after which the schedule could not be followed any further, if so. */
  readonly leftAfter?: number;
  /** Invariants that broke, though not as in the finding. */
  readonly broken: readonly string[];
  /** Shell command that shows it. */
  readonly replay: string;
}
