import { UserError } from '../../../host/user-error.ts';

/** A scenario that cannot run as written. The message says what is wrong and what is accepted. */
export class ScenarioError extends UserError {
  override readonly name = 'ScenarioError';
}
