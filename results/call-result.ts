/** The result of an app's call, as data without secrets. */
export interface CallResult {
  /** The API called. */
  readonly operation: string;
  readonly code: 'returned' | 'failed';
  /** Name of the error; absent if the call failed with something that is not an Error. */
  readonly error?: string;
  /** Whether somebody is signed in, if the call says so. */
  readonly signedIn?: boolean;
  /** Name of the access token that it returned, such as `access#1`. */
  readonly accessToken?: string;
  /** Whether it returned AWS credentials. They are never shown. */
  readonly credentials?: true;
  /** Name of the identity that came with the credentials. */
  readonly identity?: string;
  /** When they expire, ms since the Unix epoch. */
  readonly credentialsExpireAt?: number;
}
