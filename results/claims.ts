export const CLAIMS_SCHEMA = 'amplify-race/claims@2';

/** The file that `claims --json` writes. */
export interface ClaimsReport {
  readonly schema: typeof CLAIMS_SCHEMA;
  readonly claims: readonly ClaimResult[];
}

/** What the figures say: `undecided` if there was nothing to judge the claim by, or something could not be measured. */
export type ClaimVerdict = 'holds' | 'does not hold' | 'undecided';

export interface ClaimResult {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** Names of the scenarios in which it is measured. The verdict is about these only. */
  readonly scenarios: readonly string[];
  readonly verdict: ClaimVerdict;
  /** The reason for the verdict, in a sentence. */
  readonly because: string;
  readonly figures: readonly ClaimFigure[];
}

/** How often a session was lost in one setting on one release. */
export interface ClaimFigure {
  readonly amplify: string;
  readonly version: string;
  /** Whether the app follows the claim's advice. */
  readonly advised: boolean;
  /** What the app does, in words, or `as it is`. */
  readonly setting: string;
  /**
   * - `sampled`: random orders.
   * - `exhausted`: every interleaving of the setting was explored, so `losing` says whether, not how often.
   * - `unfinished`: there were too many interleavings to explore them all.
   */
  readonly coverage: 'sampled' | 'exhausted' | 'unfinished';
  readonly executions: number;
  /** Executions in which the session was lost, or a call said so, although the server would still honour it. */
  readonly losing: number;
  /** Losing executions in which every call succeeded and the app noticed nothing. */
  readonly silent: number;
  /** Executions up to and including the first losing one. */
  readonly firstLoss?: number;
  /** If the claim is about a sign of losses: the executions that showed the sign. */
  readonly sign?: { readonly losing: number; readonly others: number };
  /** If the claim is about time: the most refreshes that a day can have. Each execution is one refresh. */
  readonly refreshesADay?: number;
  /** Executions that proved nothing, because control was lost or they took too many steps. */
  readonly inconclusive: number;
}
