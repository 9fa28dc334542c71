import { UserError } from '../../../host/user-error.ts';

/** A scenario that could not run as it is written: what of it, and what is accepted. */
export class ScenarioError extends UserError {
  override readonly name = 'ScenarioError';
}
