import { UserError } from '../../../host/user-error.ts';

/**
 * A release that cannot be loaded. The message is one line for people: what is wrong and with which
 * value, what would have been accepted, and what to do next.
 */
export class ReleaseError extends UserError {
  override readonly name = 'ReleaseError';
  /** What is wrong, with the offending value. */
  readonly problem: string;
  /** What would have been accepted, or the command that helps. */
  readonly hint: string;

  constructor(problem: string, hint: string, options?: ErrorOptions) {
    super(`${problem}. ${hint}`, options);
    this.problem = problem;
    this.hint = hint;
  }
}
