/** A scenario that could not run as it is written: what of it, and what is accepted. */
export class ScenarioError extends TypeError {
  override readonly name = 'ScenarioError';
}
