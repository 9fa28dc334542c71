import { type Invariant, judgeEach, NOT_IN_FORCE } from './invariant.ts';

/** Amplify refreshes with another operation where tokens cannot rotate. */
const ROTATING = 'GetTokensFromRefreshToken';

/** With rotation, spending a refresh token twice is what gets the session refused. */
export const refreshTokenSpentOnce: Invariant = {
  name: 'refresh-token-spent-once',
  statement: 'No refresh token is used again after it was rotated and its grace period ended.',
  check(execution) {
    const { options, log } = execution.server;
    if (!options.rotation) return NOT_IN_FORCE;
    const refreshes = log.filter(({ operation, reuse }) => operation === ROTATING || reuse);
    return judgeEach(refreshes, ({ operation, reuse }) =>
      reuse
        ? { symptom: 'reuse', message: `${operation} used a refresh token that was already spent` }
        : undefined,
    );
  },
};
