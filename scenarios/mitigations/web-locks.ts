import type { AuthClient } from '../../harness/amplify/client/auth-client.ts';
import type { AppGlobals } from '../../harness/simulation/execution/wrap-client.ts';

/**
 * A recipe where tokens are in IndexedDB: no auth call begins before the one before it has settled, in all tabs of a
 * browser. Amplify reads the stored session anew in each call, so that a tab whose turn it is finds what the one before
 * it has stored. In localStorage and in cookies it may not find that yet.
 */
export function webLocks(client: AuthClient, { locks }: AppGlobals): AuthClient {
  if (!locks) throw new TypeError('only pages have Web Locks');
  const locked =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    (...args: Args): Promise<Result> =>
      locks.request('auth', () => call(...args));
  return {
    fetchAuthSession: locked(client.fetchAuthSession),
    getCurrentUser: locked(client.getCurrentUser),
    fetchCredentials: locked(client.fetchCredentials),
    configure: locked(client.configure),
    signIn: locked(client.signIn),
    signOut: locked(client.signOut),
  };
}
