/** An error that the user can fix. The message is all that they need: the command line shows no stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
