import { UserError } from './user-error.ts';

/** A command that cannot be carried out. One line: cause, offending value, what is accepted. Exit status 2. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
