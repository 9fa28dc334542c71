import { UserError } from './user-error.ts';

/** Something the user typed cannot be done. One line: cause, offending value, what is accepted. Exit status 2. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
