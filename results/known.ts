import type { OptionValues } from './types.ts';

/** A finding that the user accepts for now. It does not fail a run. If a run should find it and does not, the run fails. */
export interface KnownFinding {
  readonly signature: string;
  /** Where it occurs: a scenario's name, or `hunt`. */
  readonly scenario: string;
  /** Values of the scenario's options with which it occurs; any if absent. */
  readonly options?: OptionValues | undefined;
  /** Range of versions on which it occurs; any if absent. */
  readonly amplify?: string | undefined;
  /** Number of executions within which it occurs. A check with fewer says nothing about it. */
  readonly within?: number | undefined;
  /** Why the user accepts it. */
  readonly reason: string;
  /** Where it is tracked, such as an issue. */
  readonly link: string;
}

/** What known findings need to know about a check or a hunt. */
export interface Looked {
  /** The scenario's name, or `hunt`. */
  readonly scenario: string;
  readonly options: OptionValues;
  readonly version: string;
  readonly executions: number;
  /** Whether every interleaving was covered. */
  readonly exhaustive: boolean;
  /** Whether a finding that it did not find is absent: it was not stopped early, and control was never lost. */
  readonly reliable: boolean;
  readonly signatures: readonly string[];
  /** Symptoms that occurred but were not explained, in the form in which signatures begin. */
  readonly unexplained: readonly string[];
}

/** A finding and the check or hunt that found it. */
export interface MetFinding {
  readonly looked: Looked;
  readonly signature: string;
}

/** Findings, sorted by what the file of known findings says about them. */
export interface SortedFindings {
  readonly known: readonly (MetFinding & { readonly entry: KnownFinding })[];
  readonly fresh: readonly MetFinding[];
  /** Entries that were looked for but did not occur. */
  readonly gone: readonly KnownFinding[];
}
