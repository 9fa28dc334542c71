import type { Finding, OptionValues, Result } from './types.ts';

export const UPGRADE_SCHEMA = 'amplify-race/upgrade@1';

/**
 * What an upgrade does to a finding, or to a scenario without one.
 * - `broken`: a finding that only the new release has, nor has the old one another that is as grave and of the same
 *   root cause.
 * - `fixed`: a finding that only the old release has, nor has the new one another such.
 * - `still-failing`: a finding of both, or one of the new release where the old one has another that is as grave and
 *   of the same root cause, or failed in every execution.
 * - `still-surviving`: a scenario in which neither has one.
 * - `inconclusive`: a check that showed nothing, or a finding of one release where the other could not be judged, or
 *   where failing in every execution may hide that it has it too.
 */
export type ChangeKind = 'broken' | 'inconclusive' | 'fixed' | 'still-failing' | 'still-surviving';

export interface Change {
  readonly kind: ChangeKind;
  readonly scenario: string;
  readonly options: OptionValues;
  /** Of a finding: as it is on the newest release that has it. */
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
  /** Those that changes are between, each once, with their findings. */
  readonly results: readonly Result[];
}

/** A {@link Change} by what names its finding and its results. */
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
