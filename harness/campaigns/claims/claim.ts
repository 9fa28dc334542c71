import type { ClaimFigure, ClaimVerdict } from '../../../results/claims.ts';
import type { Mutant } from '../../amplify/releases/mutant.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Wrap } from '../../simulation/execution/wrap-client.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';

/** Something that is said about being signed out at random, to be measured. */
export interface Claim {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** Releases to measure on, unless the user asks for others. */
  readonly releases: readonly string[];
  /** What is measured on each of them. */
  readonly settings: readonly Setting[];
  /** What the figures say about it. */
  readonly decide: (figures: readonly ClaimFigure[]) => Decision;
}

/** What an app is like, and what happens to it. */
export interface Setting {
  /** In words, `synchronous storage`. */
  readonly name: string;
  readonly scenario: Scenario;
  /** Options of the scenario. */
  readonly options?: Readonly<Record<string, string>>;
  /** Of what is advised and loses nothing in a sample, options with which all interleavings are explored besides. */
  readonly exhaust?: Readonly<Record<string, string>>;
  /** Whether it is what the claim advises; of claims about releases, of which versions. */
  readonly advised: boolean | ((version: string) => boolean);
  /** What the app puts around Amplify. */
  readonly wrap?: Wrap;
  /** What is changed in Amplify. A release that has nothing to change is left out. */
  readonly mutant?: Mutant;
  /** Refreshes that a day has at most; an execution is one. */
  readonly refreshesADay?: number;
  /** Whether an execution shows the sign that the claim is about. */
  readonly sign?: (execution: WholeExecution) => boolean;
}

export interface Decision {
  readonly verdict: ClaimVerdict;
  /** In a sentence. */
  readonly because: string;
}

/** The first figure with which something went wrong leaves a claim undecided. */
export function undecidedBy(figures: readonly ClaimFigure[]): Decision | undefined {
  const unclear = figures.find(({ inconclusive }) => inconclusive > 0);
  return (
    unclear && {
      verdict: 'undecided',
      because: `on ${unclear.version} ${unclear.inconclusive} executions showed nothing`,
    }
  );
}
