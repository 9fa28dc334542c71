import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { readStoredSession } from './stored-session.ts';

/**
 * With rotation a spent refresh token dies, at once or after the grace period; the next refresh with it signs
 * the user out (`RefreshTokenReuseException`).
 */
export const newestRefreshTokenKept: Invariant = {
  name: 'newest-refresh-token-kept',
  statement: 'The stored refresh token has not been spent.',
  check(execution) {
    const stored = liveSessions(execution).flatMap(({ device }) => {
      const state = execution.devices.get(device);
      return (state && readStoredSession(state, execution.server.options.clientId).refreshToken) ?? [];
    });
    return judgeEach(stored, (refreshToken) =>
      execution.server.inspect(refreshToken)?.spent
        ? {
            symptom: 'spent-refresh-token-stored',
            message: 'the stored refresh token has been spent: it dies when its grace period ends',
          }
        : undefined,
    );
  },
};
