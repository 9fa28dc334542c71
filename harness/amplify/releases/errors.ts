import { UserError } from '../../../host/user-error.ts';

/**
 * A release cannot be loaded. The message is one line: what is wrong with which value, what is accepted, and what to
 * do next.
 */
export class ReleaseError extends UserError {
  override readonly name = 'ReleaseError';
  /** What is wrong, with the offending value. */
  readonly problem: string;
  /** What is accepted, or the command that helps. */
  readonly hint: string;

  constructor(problem: string, hint: string, options?: ErrorOptions) {
    super(`${problem}. ${hint}`, options);
    this.problem = problem;
    this.hint = hint;
  }
}
