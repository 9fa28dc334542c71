import type { AuthClient } from '../../harness/amplify/client/auth-client.ts';

/**
 * A recipe: in one app process or tab, no auth call begins before the previous one has settled. Amplify reads the
 * stored session again in each call, so a call finds what the previous one stored.
 */
export function serialised(client: AuthClient): AuthClient {
  let last: Promise<unknown> = Promise.resolve();
  const afterLast =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    (...args: Args): Promise<Result> => {
      const result = last.then(() => call(...args));
      last = result.catch(() => {});
      return result;
    };
  return {
    fetchAuthSession: afterLast(client.fetchAuthSession),
    getCurrentUser: afterLast(client.getCurrentUser),
    fetchCredentials: afterLast(client.fetchCredentials),
    configure: afterLast(client.configure),
    signIn: afterLast(client.signIn),
    signOut: afterLast(client.signOut),
  };
}
