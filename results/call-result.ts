/** What an app's call came to, as data without secrets. */
export interface CallResult {
  /** The API called. */
  readonly operation: string;
  readonly code: 'returned' | 'failed';
  /** Name of the error; absent where it failed with something that is no Error. */
  readonly error?: string;
  /** Of a call that says so: whether somebody is signed in. */
  readonly signedIn?: boolean;
  /** Name of the access token that it returned, such as `access#1`. */
  readonly accessToken?: string;
  /** Whether it returned AWS credentials, of which nothing is shown. */
  readonly credentials?: true;
  /** Name of the identity beside them. */
  readonly identity?: string;
  /** When they expire, ms since the Unix epoch. */
  readonly credentialsExpireAt?: number;
}
