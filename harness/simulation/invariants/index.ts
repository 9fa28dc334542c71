import type { InForce } from '../../../results/types.ts';
import { asJudged } from '../execution/as-judged.ts';
import type { WholeExecution } from '../execution/execution.ts';
import { appDoesNotCrash } from './app-does-not-crash.ts';
import { authorizationCodeSpentOnce } from './authorization-code-spent-once.ts';
import { awsIdentityIsTheUsers } from './aws-identity-is-the-users.ts';
import { callsAwaitHostedUiSignIn } from './calls-await-hosted-ui-sign-in.ts';
import { callsFailForAReason } from './calls-fail-for-a-reason.ts';
import { callsSettle } from './calls-settle.ts';
import { callsWorkAfterUserChange } from './calls-work-after-user-change.ts';
import { grantedSignInCompletes } from './granted-sign-in-completes.ts';
import { hostedUiSignInCompletes } from './hosted-ui-sign-in-completes.ts';
import { hostedUiStateRemoved } from './hosted-ui-state-removed.ts';
import { hubTellsTheTruth } from './hub-tells-the-truth.ts';
import { type Invariant, NOT_IN_FORCE, type OwnInvariant, type Violation } from './invariant.ts';
import { newestRefreshTokenKept } from './newest-refresh-token-kept.ts';
import { noFalseSignOut } from './no-false-sign-out.ts';
import { noHalfSession } from './no-half-session.ts';
import { noUnhandledRejection } from './no-unhandled-rejection.ts';
import { judgementOfOwn } from './own-invariant.ts';
import { refreshTokenSpentOnce } from './refresh-token-spent-once.ts';
import { refreshesAnnounced } from './refreshes-announced.ts';
import { returnedCredentialsUnexpired } from './returned-credentials-unexpired.ts';
import { returnedTokensUnexpired } from './returned-tokens-unexpired.ts';
import { sessionDetailsKept } from './session-details-kept.ts';
import { sessionSurvives } from './session-survives.ts';
import { signInHolds } from './sign-in-holds.ts';
import { signOutEndsTheSession } from './sign-out-ends-the-session.ts';
import { signOutsAnnounced } from './sign-outs-announced.ts';
import { staysSignedOut } from './stays-signed-out.ts';
import { tokensBelongTogether } from './tokens-belong-together.ts';
import { transientFaultRemovesNothing } from './transient-fault-removes-nothing.ts';

/** The general invariants, which hold for every scenario, the most severe for the user first. */
export const GENERAL_INVARIANTS: readonly Invariant[] = [
  sessionSurvives,
  signInHolds,
  grantedSignInCompletes,
  hostedUiSignInCompletes,
  noHalfSession,
  staysSignedOut,
  tokensBelongTogether,
  awsIdentityIsTheUsers,
  newestRefreshTokenKept,
  noFalseSignOut,
  callsAwaitHostedUiSignIn,
  refreshTokenSpentOnce,
  authorizationCodeSpentOnce,
  signOutEndsTheSession,
  transientFaultRemovesNothing,
  hostedUiStateRemoved,
  hubTellsTheTruth,
  callsSettle,
  appDoesNotCrash,
  returnedTokensUnexpired,
  returnedCredentialsUnexpired,
  callsWorkAfterUserChange,
  callsFailForAReason,
  sessionDetailsKept,
  refreshesAnnounced,
  signOutsAnnounced,
  noUnhandledRejection,
];

/** Rank of an invariant by how severe its breach is for the user, 0 first. All of a scenario's own rank last. */
export function severityRank({ invariant }: Pick<Violation, 'invariant'>): number {
  const index = GENERAL_INVARIANTS.findIndex(({ name }) => name === invariant);
  return index === -1 ? GENERAL_INVARIANTS.length : index;
}

/** The judgement of all invariants about one execution. */
export interface Judged {
  /** What broke. If one cause breaks several invariants, the most severe comes first. */
  readonly violations: readonly Violation[];
  /** Names of the invariants that had something to judge. */
  readonly inForce: readonly string[];
}

/**
 * Lets every invariant judge an execution.
 * Judges only an execution that reached its end: in any other, calls were still under way.
 * @throws {ScenarioError} if one of the scenario's own throws, or returns an invalid answer
 */
export function judgeWithReach(execution: WholeExecution, further: readonly OwnInvariant[] = []): Judged {
  const violations: Violation[] = [];
  const inForce: string[] = [];
  if (execution.ending !== 'quiescent') return { violations, inForce };
  const { general, own } = asJudged(execution);
  const judgements = [
    ...GENERAL_INVARIANTS.map((invariant) => ({ invariant, judgement: invariant.check(general) })),
    ...further.map((invariant) => ({ invariant, judgement: judgementOfOwn(invariant, own) })),
  ];
  for (const { invariant, judgement } of judgements) {
    if (judgement === NOT_IN_FORCE) continue;
    inForce.push(invariant.name);
    if (judgement) violations.push({ invariant: invariant.name, ...judgement });
  }
  return { violations, inForce };
}

/** What broke in an execution: see {@link judgeWithReach}. */
export function judge(
  execution: WholeExecution,
  further: readonly OwnInvariant[] = [],
): readonly Violation[] {
  return judgeWithReach(execution, further).violations;
}

const ABOUT_ANY_CODE = new Set(
  GENERAL_INVARIANTS.filter(({ aboutAnyCode }) => aboutAnyCode).map(({ name }) => name),
);

/** Whether an invariant that is about the session, or one of the scenario's own, had something to judge. */
export function judgesSession(judged: Iterable<InForce>): boolean {
  for (const { invariant, inForce } of judged) {
    if (inForce > 0 && !ABOUT_ANY_CODE.has(invariant)) return true;
  }
  return false;
}
