/** One request and what came of it. */
export interface ServerEvent {
  /** The name of the operation; a path for what has none. */
  readonly operation: string;
  /** `ok` or the name of the error. */
  readonly outcome: string;
  /** Whether it was refused because its refresh token had been spent before. */
  readonly reuse: boolean;
  /** The same for all attempts of one call; from releases that send it. */
  readonly invocationId: string | undefined;
  /** The sender, if `FakeCognito.respond` was given one. */
  readonly client: string | undefined;
}
