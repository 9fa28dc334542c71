import type { AuthClient } from '../../harness/amplify/client/auth-client.ts';
import type { AppGlobals } from '../../harness/simulation/execution/wrap-client.ts';

/**
 * A recipe for tokens in IndexedDB: across all tabs of a browser, no auth call begins before the previous one has
 * settled. Amplify reads the stored session again in each call, so a tab finds what the previous one stored. In
 * localStorage and in cookies it may not find it yet.
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
