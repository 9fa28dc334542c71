import type { Invariant } from './invariant.ts';

/**
 * Every request that the app makes with an expired token is refused. Tokens that expire while the call is under way do
 * not count: they may do so on their way to the app. On a device whose clock has jumped nobody can tell.
 */
export const returnedTokensUnexpired: Invariant = {
  name: 'returned-tokens-unexpired',
  statement: 'No call hands the app a token that expired before the call began.',
  check({ start, devices, calls, server }) {
    for (const { realm, api, value, startTime = 0 } of calls) {
      if (devices.get(start.realms[realm]?.device ?? '')?.clockJumped?.()) continue;
      if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'session')
        continue;
      const { accessToken, idToken } = value as { accessToken?: string; idToken?: string };
      for (const token of [accessToken, idToken]) {
        const facts = token === undefined ? undefined : server.inspect(token);
        if (!facts || facts.expiresAt > startTime) continue;
        return {
          symptom: `${api} returns an expired ${facts.kind} token`,
          message: `${api} handed the app an ${facts.kind} token that had expired before the call began`,
        };
      }
    }
    return undefined;
  },
};
