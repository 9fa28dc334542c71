import type { AuthClient } from '../client/auth-client.ts';
import type { ClaimFigure, ClaimVerdict } from '../results/claims.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Something that is said about being signed out at random, to be measured. */
export interface Claim {
  /** `C3`. */
  readonly id: string;
  readonly claim: string;
  /** Releases to measure on, unless the user asks for others. */
  readonly releases: readonly string[];
  readonly scenario: Scenario;
  /** Options of the scenario, with and without what the claim advises. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the claim advises; without, it is about the releases themselves. */
  readonly mitigation?: Mitigation;
  /** Of a claim about releases: whether it says that a version is free of losses. */
  readonly saysFixed?: (version: string) => boolean;
}

export interface Mitigation {
  /** In words, `synchronous storage`. */
  readonly name: string;
  /** Options of the scenario. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the app puts around Amplify. */
  readonly wrap?: (client: AuthClient) => AuthClient;
}

/** What figures say about a claim. */
export function decide(figures: readonly ClaimFigure[]): {
  readonly verdict: ClaimVerdict;
  readonly because: string;
} {
  const lost = (figure: ClaimFigure): string =>
    `${figure.version} loses the session in ${figure.losing} of ${figure.executions} executions`;
  const refuting = figures.find(({ mitigated, losing }) => mitigated && losing > 0);
  if (refuting) return { verdict: 'does not hold', because: `${lost(refuting)} (${refuting.setting})` };
  const unclear = figures.find(({ inconclusive }) => inconclusive > 0);
  if (unclear) {
    return {
      verdict: 'undecided',
      because: `on ${unclear.version} ${unclear.inconclusive} executions showed nothing`,
    };
  }
  const ill = figures.filter(({ mitigated, losing }) => !mitigated && losing > 0);
  const [worst] = ill.toSorted((one, other) => other.losing / other.executions - one.losing / one.executions);
  if (!worst) {
    return {
      verdict: 'undecided',
      because: 'no session was lost without it either, so that there is nothing to avoid',
    };
  }
  const all = figures
    .filter(({ mitigated }) => mitigated)
    .reduce((sum, { executions }) => sum + executions, 0);
  return {
    verdict: 'holds',
    because: `${lost(worst)} (${worst.setting}); with it none of ${all} does, all sampled`,
  };
}
