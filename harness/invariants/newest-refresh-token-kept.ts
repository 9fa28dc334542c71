import { liveSessions } from './expectation.ts';
import type { Invariant } from './invariant.ts';
import { readStoredSession } from './stored-session.ts';

/**
 * With rotation a spent refresh token dies, at once or after the grace period; the next refresh with it signs
 * the user out (`RefreshTokenReuseException`).
 */
export const newestRefreshTokenKept: Invariant = {
  name: 'newest-refresh-token-kept',
  statement: 'The stored refresh token is not one that has been spent already.',
  check(execution) {
    for (const { device } of liveSessions(execution)) {
      const state = execution.devices.get(device);
      const stored = state && readStoredSession(state, execution.server.options.clientId);
      if (!stored?.refreshToken) continue;
      const facts = execution.server.inspect(stored.refreshToken);
      if (facts?.spent) {
        return {
          symptom: 'a spent refresh token is stored',
          message: 'the stored refresh token has been spent: it dies when its grace period ends',
        };
      }
    }
    return undefined;
  },
};
