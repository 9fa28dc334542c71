import type { Finding, OptionValues, Result } from './types.ts';

export const UPGRADE_SCHEMA = 'amplify-race/upgrade@1';

/**
 * What an upgrade does to a finding, or to a scenario without one.
 * - `broken`: a finding of the new release. The old one has neither this one nor another of the same severity and root
 *   cause.
 * - `fixed`: a finding of the old release. The new one has neither this one nor another of the same severity and root
 *   cause.
 * - `still-failing`: a finding of both releases; or one of the new release if the old one has another of the same
 *   severity and root cause, or failed in every execution.
 * - `still-surviving`: a scenario in which neither release has a finding.
 * - `inconclusive`: a check that proved nothing; or a finding of one release if the other could not be judged, or if the
 *   other failed in every execution, which may hide the finding.
 */
export type ChangeKind = 'broken' | 'inconclusive' | 'fixed' | 'still-failing' | 'still-surviving';

export interface Change {
  readonly kind: ChangeKind;
  readonly scenario: string;
  readonly options: OptionValues;
  /** The finding, as it is on the newest release that has it. */
  readonly finding?: Finding;
  readonly before: Result;
  readonly after: Result;
}

/** One release against another. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
}

/** What `upgrade --json` writes. */
export interface UpgradeReport {
  readonly schema: typeof UPGRADE_SCHEMA;
  readonly comparisons: readonly {
    readonly from: string;
    readonly to: string;
    readonly changes: readonly ReportedChange[];
  }[];
  /** The results that the changes refer to, each once, with their findings. */
  readonly results: readonly Result[];
}

/** A {@link Change} that refers to its finding and its results by name. */
export interface ReportedChange
  extends Pick<Change, 'kind' | 'scenario' | 'options'>,
    Partial<Pick<Finding, 'signature' | 'message' | 'trace' | 'replay'>> {
  readonly before: ReportedVerdict;
  readonly after: ReportedVerdict;
}

export type ReportedVerdict = Pick<
  Result,
  'amplify' | 'verdict' | 'reason' | 'coverage' | 'bound' | 'complete' | 'executions'
>;
