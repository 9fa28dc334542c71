/** A scenario that could not run as it is written. One line: what of it, and what is accepted. */
export class ScenarioError extends TypeError {
  override readonly name = 'ScenarioError';
}
