import { type Invariant, judgeEach } from './invariant.ts';

/**
 * Every request that the app makes with an expired token is refused. Tokens that expire while the call is under way do
 * not count: they may do so on their way to the app. On a device whose clock has jumped nobody can tell.
 */
export const returnedTokensUnexpired: Invariant = {
  name: 'returned-tokens-unexpired',
  statement: 'No call hands the app a token that expired before the call began.',
  check({ start, devices, calls, server }) {
    const returned = calls.flatMap(({ realm, api, value, startTime = 0 }) => {
      if (devices.get(start.realms[realm]?.device ?? '')?.clockJumped?.()) return [];
      if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'session')
        return [];
      const { accessToken, idToken } = value as { accessToken?: string; idToken?: string };
      return [accessToken, idToken].flatMap((token) => {
        const facts = token === undefined ? undefined : server.inspect(token);
        return facts ? [{ api, startTime, facts }] : [];
      });
    });
    return judgeEach(returned, ({ api, startTime, facts: { kind, expiresAt } }) => {
      if (expiresAt > startTime) return undefined;
      return {
        symptom: `${api}-returns-expired-${kind}-token`,
        message: `${api} handed the app an ${kind} token that had expired before the call began`,
      };
    });
  },
};
