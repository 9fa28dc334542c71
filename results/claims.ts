export const CLAIMS_SCHEMA = 'amplify-race/claims@2';

/** The file that `claims --json` writes. */
export interface ClaimsReport {
  readonly schema: typeof CLAIMS_SCHEMA;
  readonly claims: readonly ClaimResult[];
}

/** What the figures say: `undecided` where there was nothing to judge it by, or something could not be measured. */
export type ClaimVerdict = 'holds' | 'does not hold' | 'undecided';

export interface ClaimResult {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** Names of the scenarios that it is measured in: a verdict is about no other. */
  readonly scenarios: readonly string[];
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
  readonly advised: boolean;
  /** In words: what is done, or `as it is`. */
  readonly setting: string;
  /**
   * `exhausted`: every interleaving of the setting was explored, so that `losing` says whether, not how often;
   * `unfinished`: not all of them, as there were too many.
   */
  readonly coverage: 'sampled' | 'exhausted' | 'unfinished';
  readonly executions: number;
  /** Executions in which the session was lost or the app was told so, although the server would honour it. */
  readonly losing: number;
  /** Of the losing executions, those in which every call told the app that all is well. */
  readonly silent: number;
  /** Executions up to the first losing one, that one included. */
  readonly firstLoss?: number;
  /** Where the claim is about a sign of losses: the executions that showed it. */
  readonly sign?: { readonly losing: number; readonly others: number };
  /** Where the claim is about time: the refreshes that a day has at most. An execution is one. */
  readonly refreshesADay?: number;
  /** Executions that showed nothing, because control was lost or they took too many steps. */
  readonly inconclusive: number;
}
