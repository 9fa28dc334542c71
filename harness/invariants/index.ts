import type { Execution } from '../execution/execution.ts';
import { authorizationCodeSpentOnce } from './authorization-code-spent-once.ts';
import { awsIdentityIsTheUsers } from './aws-identity-is-the-users.ts';
import { callsAwaitHostedUiSignIn } from './calls-await-hosted-ui-sign-in.ts';
import { callsFailForAReason } from './calls-fail-for-a-reason.ts';
import { callsSettle } from './calls-settle.ts';
import { hostedUiSignInCompletes } from './hosted-ui-sign-in-completes.ts';
import { hostedUiStateRemoved } from './hosted-ui-state-removed.ts';
import { hubTellsTheTruth } from './hub-tells-the-truth.ts';
import type { Invariant, Violation } from './invariant.ts';
import { newestRefreshTokenKept } from './newest-refresh-token-kept.ts';
import { noFalseSignOut } from './no-false-sign-out.ts';
import { noUnhandledRejection } from './no-unhandled-rejection.ts';
import { refreshTokenSpentOnce } from './refresh-token-spent-once.ts';
import { refreshesAnnounced } from './refreshes-announced.ts';
import { returnedTokensUnexpired } from './returned-tokens-unexpired.ts';
import { sessionDetailsKept } from './session-details-kept.ts';
import { sessionSurvives } from './session-survives.ts';
import { signInHolds } from './sign-in-holds.ts';
import { signOutEndsTheSession } from './sign-out-ends-the-session.ts';
import { signOutsAnnounced } from './sign-outs-announced.ts';
import { staysSignedOut } from './stays-signed-out.ts';
import { tokensBelongTogether } from './tokens-belong-together.ts';
import { transientFaultRemovesNothing } from './transient-fault-removes-nothing.ts';

/** The general invariants, true of every scenario, the gravest for the user first. */
export const GENERAL_INVARIANTS: readonly Invariant[] = [
  sessionSurvives,
  signInHolds,
  hostedUiSignInCompletes,
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
  returnedTokensUnexpired,
  callsFailForAReason,
  sessionDetailsKept,
  refreshesAnnounced,
  signOutsAnnounced,
  noUnhandledRejection,
];

/** How grave it is for the user that an invariant breaks: the lower the graver. All of a scenario's own come last. */
export function gravityOf({ invariant }: Pick<Violation, 'invariant'>): number {
  const index = GENERAL_INVARIANTS.findIndex(({ name }) => name === invariant);
  return index === -1 ? GENERAL_INVARIANTS.length : index;
}

/**
 * What broke in an execution. Where one cause breaks several invariants the gravest comes first.
 * Only an execution that came to its end is judged: in another the calls were still on their way.
 */
export function judge(execution: Execution, further: readonly Invariant[] = []): Violation[] {
  if (execution.ending !== 'quiescent') return [];
  return [...GENERAL_INVARIANTS, ...further].flatMap((invariant) => {
    const breach = invariant.check(execution);
    return breach ? [{ invariant: invariant.name, ...breach }] : [];
  });
}
