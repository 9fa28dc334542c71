export const CLAIMS_SCHEMA = 'amplify-race/claims@1';

/** The file that `claims --json` writes. */
export interface ClaimsReport {
  readonly schema: typeof CLAIMS_SCHEMA;
  readonly claims: readonly ClaimResult[];
}

/**
 * - `holds`: on no release did a session get lost where the claim says that none does.
 * - `does not hold`: on some release one did.
 * - `undecided`: nothing was lost where the claim says that something is, or a release could not be measured.
 */
export type ClaimVerdict = 'holds' | 'does not hold' | 'undecided';

export interface ClaimResult {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** Name of the one scenario that it is measured in: a verdict is about no other. */
  readonly scenario: string;
  readonly verdict: ClaimVerdict;
  /** What decided, in a sentence. */
  readonly because: string;
  readonly figures: readonly ClaimFigure[];
}

/** How often a session was lost in one setting on one release. */
export interface ClaimFigure {
  readonly amplify: string;
  readonly version: string;
  /** Whether what the claim advises is done. */
  readonly mitigated: boolean;
  /** In words: what is done, or `as it is`. */
  readonly setting: string;
  readonly executions: number;
  /** Executions in which the session was lost or the app was told so, although the server would honour it. */
  readonly losing: number;
  /** Executions that showed nothing, because control was lost or they took too many steps. */
  readonly inconclusive: number;
}
