/** The user asked to stop, and the work did not finish in time. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
