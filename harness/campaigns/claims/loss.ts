import type { Execution } from '../../simulation/execution/execution.ts';
import { saysSignedOut } from '../../simulation/invariants/calls-on.ts';
import { isBreach } from '../../simulation/invariants/invariant.ts';
import { noFalseSignOut } from '../../simulation/invariants/no-false-sign-out.ts';
import { sessionSurvives } from '../../simulation/invariants/session-survives.ts';

/** Whether the session is lost, or a call says so, although the user has not signed out. */
export function losesSession(execution: Execution): boolean {
  if (execution.ending !== 'quiescent') return false;
  return [sessionSurvives, noFalseSignOut].some((invariant) => isBreach(invariant.check(execution)));
}

/** Whether a call failed, or said that nobody is signed in, so that the app could notice. */
export function tellsTheApp({ calls }: Execution): boolean {
  return calls.some(({ status, value }) => status === 'rejected' || saysSignedOut(value));
}
