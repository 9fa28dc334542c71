import type { Invariant } from './invariant.ts';

/** With rotation, spending a refresh token twice is what gets the session refused. */
export const refreshTokenSpentOnce: Invariant = {
  name: 'refresh-token-spent-once',
  statement: 'No refresh token is used again after it was rotated and its grace period ended.',
  check(execution) {
    const reuse = execution.server.log.find((event) => event.reuse);
    return (
      reuse && { symptom: 'reuse', message: `${reuse.operation} used a refresh token that was already spent` }
    );
  },
};
