import type { AuthClient, SessionResult } from '../../harness/amplify/client/auth-client.ts';

/**
 * What is commonly advised: while the session is being fetched, and perhaps refreshed, every other call that may
 * refresh waits for that one. Each then goes its own way, and may find tokens that need no refresh.
 */
export function singleFlight(client: AuthClient): AuthClient {
  let flight: Promise<SessionResult> | undefined;
  const fly = (options?: { readonly forceRefresh?: boolean }): Promise<SessionResult> => {
    flight ??= client.fetchAuthSession(options).finally(() => {
      flight = undefined;
    });
    return flight;
  };
  const landed = async (): Promise<void> => {
    await fly().catch(() => {});
  };
  return {
    ...client,
    fetchAuthSession: fly,
    getCurrentUser: async () => {
      await landed();
      return client.getCurrentUser();
    },
    fetchCredentials: async () => {
      await landed();
      return client.fetchCredentials();
    },
  };
}
