import type { ClaimFigure, ClaimVerdict } from '../../../results/claims.ts';
import type { Mutant } from '../../amplify/releases/mutant.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Wrap } from '../../simulation/execution/wrap-client.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';

/** A claim about random sign-outs that can be measured. */
export interface Claim {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** The releases on which to measure by default. */
  readonly releases: readonly string[];
  /** The settings to measure on each release. */
  readonly settings: readonly Setting[];
  /** Judges the claim by the figures. */
  readonly decide: (figures: readonly ClaimFigure[]) => Decision;
}

/** An app, and what happens to it. */
export interface Setting {
  /** In words, `synchronous storage`. */
  readonly name: string;
  readonly scenario: Scenario;
  /** Options of the scenario. */
  readonly options?: Readonly<Record<string, string>>;
  /** For advice that loses nothing in a sample: further options, with which all interleavings are explored. */
  readonly exhaust?: Readonly<Record<string, string>>;
  /** Whether the setting follows the claim's advice; for claims about releases, a function of the version. */
  readonly advised: boolean | ((version: string) => boolean);
  /** What the app puts around Amplify. */
  readonly wrap?: Wrap;
  /** A change to Amplify's code. A release without that code is left out. */
  readonly mutant?: Mutant;
  /** The most refreshes that a day can have. Each execution is one refresh. */
  readonly refreshesADay?: number;
  /** Whether an execution shows the sign that the claim is about. */
  readonly sign?: (execution: WholeExecution) => boolean;
}

export interface Decision {
  readonly verdict: ClaimVerdict;
  /** In a sentence. */
  readonly because: string;
}

/** Leaves a claim undecided if a figure has inconclusive executions. */
export function undecidedBy(figures: readonly ClaimFigure[]): Decision | undefined {
  const unclear = figures.find(({ inconclusive }) => inconclusive > 0);
  return (
    unclear && {
      verdict: 'undecided',
      because: `on ${unclear.version} ${unclear.inconclusive} executions were inconclusive`,
    }
  );
}
