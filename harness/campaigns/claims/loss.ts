import type { Execution } from '../../simulation/execution/execution.ts';
import { saysSignedOut } from '../../simulation/invariants/calls-on.ts';
import { isBreach } from '../../simulation/invariants/invariant.ts';
import { noFalseSignOut } from '../../simulation/invariants/no-false-sign-out.ts';
import { sessionSurvives } from '../../simulation/invariants/session-survives.ts';

/** Whether a user is signed out who is not: the session is gone, or the app is told so. */
export function losesSession(execution: Execution): boolean {
  if (execution.ending !== 'quiescent') return false;
  return [sessionSurvives, noFalseSignOut].some((invariant) => isBreach(invariant.check(execution)));
}

/** Whether some call failed, or said that nobody is signed in: the app could take notice. */
export function tellsTheApp({ calls }: Execution): boolean {
  return calls.some(({ status, value }) => status === 'rejected' || saysSignedOut(value));
}
