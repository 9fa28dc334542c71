import type { AuthClient, SessionResult } from '../../harness/amplify/client/auth-client.ts';

/**
 * Common advice: while one call fetches the session, and perhaps refreshes it, every other call that may refresh waits
 * for it. Each then continues, and may find tokens that need no refresh.
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
