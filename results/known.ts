import type { OptionValues } from './types.ts';

/** A finding that the user accepts for now. It does not fail a run; a run in which it should occur and does not, fails. */
export interface KnownFinding {
  readonly signature: string;
  /** Where it occurs: a scenario's name, or `hunt`. */
  readonly scenario: string;
  /** Values of the scenario's options with which it occurs; any when absent. */
  readonly options?: OptionValues | undefined;
  /** Range of versions on which it occurs; any when absent. */
  readonly amplify?: string | undefined;
  /** Executions within which it occurs: a check of fewer says nothing about it. */
  readonly within?: number | undefined;
  /** Why the user accepts it. */
  readonly reason: string;
  /** Where it is followed up. */
  readonly link: string;
}

/** A check or a hunt, as far as known findings are concerned. */
export interface Looked {
  /** The scenario's name, or `hunt`. */
  readonly scenario: string;
  readonly options: OptionValues;
  readonly version: string;
  readonly executions: number;
  /** Whether everything was covered that there is. */
  readonly exhaustive: boolean;
  /** Whether it can be relied on that what it did not meet is not there: not stopped early, nothing out of control. */
  readonly reliable: boolean;
  readonly signatures: readonly string[];
  /** Symptoms that were met as well and not looked into: what signatures begin with. */
  readonly unexplained: readonly string[];
}

/** A finding where it was met. */
export interface MetFinding {
  readonly looked: Looked;
  readonly signature: string;
}

/** Findings by what the file of known ones says about them. */
export interface SortedFindings {
  readonly known: readonly (MetFinding & { readonly entry: KnownFinding })[];
  readonly fresh: readonly MetFinding[];
  /** Entries that were looked for and not met. */
  readonly gone: readonly KnownFinding[];
}
