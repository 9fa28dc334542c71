import type { Finding, OptionValues, Result } from './types.ts';

export const BISECTION_SCHEMA = 'amplify-race/bisection@1';

/** The releases in which findings of a scenario appeared or disappeared. */
export interface Bisection {
  readonly schema: typeof BISECTION_SCHEMA;
  readonly scenario: string;
  readonly options: OptionValues;
  readonly from: string;
  readonly to: string;
  /** Number of published releases from one end to the other, both included. */
  readonly releases: number;
  /** Number of releases that had to be fetched. */
  readonly fetched: number;
  /** What was judged, oldest release first. */
  readonly probes: readonly Probe[];
  readonly changes: readonly Turn[];
}

/** A release that was judged, or why it could not be. */
export type Probe =
  | { readonly version: string; readonly result: Result; readonly known: boolean }
  | { readonly version: string; readonly reason: string };

/** A finding that only one of the two ends has. */
export interface Turn {
  readonly effect: 'fixed' | 'broken';
  /** The finding's signature on the end that has it. */
  readonly signature: string;
  readonly message: string;
  /** The last release that agrees with the lower end. */
  readonly last: string;
  /** The first release that agrees with the upper end. */
  readonly first: string;
  /** Releases between the two that could not be judged. */
  readonly unknown: readonly string[];
  /** False if a release that agrees with the upper end precedes one that agrees with the lower: there is no first one then. */
  readonly isOneChange: boolean;
  /** The finding next to the change, on the release that has it. */
  readonly finding: Finding;
  /** What the same order of steps did on the release next to it, which does not have the finding. */
  readonly elsewhere: Elsewhere;
}

export interface Elsewhere {
  readonly version: string;
  /** Number of steps after which the schedule could not be followed any further; absent if it could. */
  readonly leftAfter?: number;
  /** Invariants that broke, but not as in the finding. */
  readonly broken: readonly string[];
  /** Shell command that shows it. */
  readonly replay: string;
}
