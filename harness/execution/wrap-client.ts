import type { AuthClient } from '../client/auth-client.ts';
import type { PageLocks } from '../world/lock-port.ts';

/** What the code that an app puts around Amplify has of its platform. */
export interface AppGlobals {
  /** Of a page; a native app has none. */
  readonly locks: PageLocks | undefined;
}

/** Puts code of an app around Amplify's client, anew whenever a realm starts. */
export type Wrap = (client: AuthClient, globals: AppGlobals) => AuthClient;
