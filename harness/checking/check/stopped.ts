/** The user asked to stop, and it was not done in time. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
