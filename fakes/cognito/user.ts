/** A user of the pool. */
export interface User {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly sub: string;
  /** An administrator can disable a user: sign-in and refresh are then refused. */
  enabled: boolean;
}

/** What it takes to make one. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  /** Default `<username>@example.com`. */
  readonly email?: string;
}
